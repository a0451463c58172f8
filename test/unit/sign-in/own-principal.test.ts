import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { AwsError } from '../../../src/core/ports/aws';
import { ownPrincipal, type OwnPrincipal } from '../../../src/core/sign-in/own-principal';

const ACCOUNT = '222222222222';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1`;

function reasonOf(principal: OwnPrincipal): string {
  return principal.kind === 'notOffered' ? principal.reason : '';
}

async function of(
  resource: string,
  roleArn: () => Promise<string | undefined> = () => Promise.reject(new Error('nobody is asked')),
): Promise<OwnPrincipal> {
  return ownPrincipal({ accountId: ACCOUNT, arn: `arn:aws:${resource}` }, ACCOUNT, roleArn);
}

describe('The user’s own principal', () => {
  it('is the user, path and all', async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:user/team/ada`;
    deepStrictEqual(await of(`iam::${ACCOUNT}:user/team/ada`), { kind: 'offered', arn });
  });

  it('is the role behind a session, with the path that the session’s ARN lacks', async () => {
    const asked: string[] = [];
    const found = await ownPrincipal(
      {
        accountId: ACCOUNT,
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Dev_1/ada@example.com`,
      },
      ACCOUNT,
      (name) => Promise.resolve((asked.push(name), ROLE)),
    );
    deepStrictEqual([found, asked], [{ kind: 'offered', arn: ROLE }, ['AWSReservedSSO_Dev_1']]);
  });

  const withoutOne: Readonly<Record<string, readonly [string, RegExp]>> = {
    'the root user': [`iam::${ACCOUNT}:root`, /root user/],
    'a federated session': [`sts::${ACCOUNT}:federated-user/ada`, /federated session/],
  };
  for (const [whom, [resource, reason]] of Object.entries(withoutOne)) {
    it(`is none for ${whom}, and says why`, async () => match(reasonOf(await of(resource)), reason));
  }

  it('is none in another account', async () => {
    const caller = { accountId: '111111111111', arn: 'arn:aws:iam::111111111111:user/ada' };
    const found = await ownPrincipal(caller, ACCOUNT, () => Promise.resolve(undefined));
    match(reasonOf(found), /account 111111111111/);
  });

  const session = `sts::${ACCOUNT}:assumed-role/dev/ada`;
  it('is none where the role may not be read, and names the permission', async () => {
    const denied = new AwsError('denied', 'AccessDenied', 'not authorized to perform: iam:GetRole');
    match(reasonOf(await of(session, () => Promise.reject(denied))), /iam:GetRole/);
  });

  it('is none where IAM does not answer or the role is gone, and authentication continues', async () => {
    const lost = new AwsError('network', 'ECONNRESET', 'The connection was reset.');
    match(reasonOf(await of(session, () => Promise.reject(lost))), /could not be looked up/);
    strictEqual((await of(session, () => Promise.resolve(undefined))).kind, 'notOffered');
  });
});
