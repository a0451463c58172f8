import { match, rejects, strictEqual } from 'node:assert/strict';
import { AwsError } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { as, never, userWith } from '../roles/base-account';

const SSO_ROLE = 'AWSReservedSSO_Developer_0123456789abcdef';

describe('The ARN of the role behind one’s own session', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.stop());

  const arnOf = (name: string, actions: readonly string[]) =>
    as(userWith(sandbox.base, actions), sandbox, (base) => base.roleArn(name, never));

  it('has the path that IAM Identity Center gives its roles', async () => {
    match(
      (await arnOf(SSO_ROLE, ['iam:GetRole'])) ?? '',
      /:role\/aws-reserved\/sso\.amazonaws\.com\/.*Developer/,
    );
  });

  it('is none where there is no such role', async () => {
    strictEqual(await arnOf('gone', ['iam:GetRole']), undefined);
  });

  it('is refused to who may not read roles', async () => {
    await rejects(
      arnOf(SSO_ROLE, ['iam:GetUser']),
      (error) => error instanceof AwsError && error.kind === 'denied',
    );
  });
});
