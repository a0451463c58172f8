import { match, strictEqual } from 'node:assert/strict';
import type { Finding } from '../../../src/core/preflight';
import { sessionCheck } from '../../../src/core/preflight/session-check';
import { EMPTY_DRAFT } from '../../../src/core/cluster-form/draft';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole } from '../sandbox/provision-role';

const MINUTE_MS = 60_000;

describe('What pre-flight finds of the session', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  /** With base credentials in the environment that say when they end, as those of `aws configure export-credentials` do. */
  function check(minutesLeft?: number): Promise<Finding> {
    const variables = {
      ...sandbox.env,
      ...(minutesLeft !== undefined && { AWS_CREDENTIAL_EXPIRATION: inMinutes(minutesLeft) }),
    };
    return withAws({ variables }, async () => {
      const { roleArn } = sandbox;
      const session = await assumeProvisionRole(roleArn, 'reading');
      return sessionCheck.run(
        { session, roleArn, simulators: [] },
        EMPTY_DRAFT,
        new AbortController().signal,
      );
    });
  }

  function inMinutes(minutes: number): string {
    return new Date(Date.now() + minutes * MINUTE_MS).toISOString();
  }

  it('is whose it is', async () => {
    const { kind, found } = await check();
    strictEqual(kind, 'passed');
    match(found, /^You are signed in to AWS as eks-provision in account 2{12}, region eu-central-1\.$/);
  });

  it('is nothing else where the base credentials last for hours', async () => {
    strictEqual((await check(300)).kind, 'passed');
  });

  it('is a warning where the base credentials end soon, and nothing renews them', async () => {
    const { kind, found } = await check(20);
    strictEqual(kind, 'warning');
    match(found, /^The credentials in VS Code’s environment expire in \d\d minutes\.$/);
  });

  it('fails where they have ended: Create takes a new session', async () => {
    const { kind, found } = await check(-1);
    strictEqual(kind, 'failed');
    match(found, /^The credentials in VS Code’s environment have expired\.$/);
  });
});
