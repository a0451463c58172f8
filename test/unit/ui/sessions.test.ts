import { deepStrictEqual, doesNotMatch, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { userInfo } from 'node:os';
import { createAws } from '../../../src/aws/index';
import { UserError } from '../../../src/core/errors/user-error';
import { readOnlySessionPolicy } from '../../../src/core/policy';
import { AwsError } from '../../../src/core/ports/aws';
import type { BaseCredentials, ProvisionRole } from '../../../src/core/sign-in/provision-role';
import { validateDraft } from '../../../src/core/cluster-form/validate';
import { toErrorReport } from '../../../src/protocol/error-report';
import { Sessions } from '../../../src/ui/sessions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { cannedAws, queryResult, type CannedRequest } from '../aws/canned-aws';
import { STATIC_KEY, withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { DRAFT, FACTS } from '../cluster-form/draft';
import { toAws } from '../../fakes/network';

const DEFAULT: BaseCredentials = { kind: 'default' };
const ROLE: ProvisionRole = {
  roleArn: 'arn:aws:iam::222222222222:role/eks-provision',
  region: 'eu-west-1',
  base: DEFAULT,
};
const ASSUMED = queryResult(
  'AssumeRole',
  '<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></Credentials>',
);
const SHORT_ROLE = queryResult('GetRole', '<Role><MaxSessionDuration>3600</MaxSessionDuration></Role>');

function sessions(identity = { externalId: EXTERNAL_ID }, lines: string[] = []): Sessions {
  const aws = createAws({ send: toAws, log: (line) => lines.push(line) });
  return new Sessions(
    () => Promise.resolve(aws),
    () => Promise.resolve({ installation: '0123456789abcdef', ...identity }),
    { baseCredentials: DEFAULT },
  );
}

/** What STS is asked for while something is done. */
async function askedOfSts(act: (sessions: Sessions) => Promise<unknown>): Promise<readonly CannedRequest[]> {
  await using aws = await cannedAws(({ action }) => (action === 'AssumeRole' ? ASSUMED : SHORT_ROLE));
  await withAws({ variables: { ...STATIC_KEY, AWS_ENDPOINT_URL: aws.url } }, () => act(sessions()));
  return aws.requests.filter(({ action }) => action === 'AssumeRole');
}

describe('Acceptance case A: the role is authorized', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  afterEach(() => sandbox.stop());

  const inSandbox = <T>(run: () => Promise<T>) => withAws({ variables: sandbox.env }, run);
  const role = (roleArn: string): ProvisionRole => ({ ...ROLE, roleArn, region: 'eu-central-1' });

  /** What the form is told. */
  async function refusalOf(result: Promise<unknown>) {
    const error = await result.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    ok(error instanceof UserError || error instanceof AwsError, String(error));
    return toErrorReport(error);
  }

  it('and a session comes back that says whose account it is', () =>
    inSandbox(async () => {
      const { accountId, region } = await sessions().authenticate(role(sandbox.roleArn));
      deepStrictEqual([accountId, region], ['222222222222', 'eu-central-1']);
    }));

  it('again each time, with what the cloud team has changed meanwhile', () =>
    inSandbox(async () => {
      const mine = sessions({ externalId: 'of-another-installation' });
      await rejects(mine.authenticate(role(sandbox.roleArn)), { code: 'role-not-assumable' });
      const trust = JSON.stringify({ roleArn: sandbox.roleArn, externalId: 'of-another-installation' });
      await fetch(`${sandbox.url}/_sandbox/trust`, { method: 'POST', body: trust });
      strictEqual((await mine.authenticate(role(sandbox.roleArn))).accountId, '222222222222');
    }));

  it('not without a role, nor with an ARN that is none', () => {
    for (const roleArn of ['', 'eks-provision', 'arn:aws:iam::222222222222:user/me']) {
      const { message = '' } = validateDraft({ ...DRAFT, roleArn }, FACTS).roleArn ?? {};
      match(message, /Role ARN must be a valid Amazon Resource Name|not of a role/);
    }
  });

  it('not where STS refuses, and nothing of the request leaks', () =>
    inSandbox(async () => {
      const lines: string[] = [];
      const mine = sessions({ externalId: 'of-another-installation' }, lines);
      const refusal = await refusalOf(mine.authenticate(role(sandbox.roleArn)));
      deepStrictEqual([refusal.code, refusal.field], ['role-not-assumable', 'roleArn']);
      const { secretAccessKey } = sandbox;
      for (const text of [JSON.stringify(refusal), ...lines]) {
        ok(!text.includes(secretAccessKey) && !text.includes('of-another-installation'), text);
        doesNotMatch(text, /ASIA|AKIA/);
      }
    }));

  it('not without credentials, which is said', async () => {
    const refusal = await withAws({}, () => refusalOf(sessions().authenticate(role(sandbox.roleArn))));
    strictEqual(refusal.code, 'no-credentials');
  });
});

describe('Acceptance case B: credentials', () => {
  const user = userInfo().username;

  it('for a cluster: in its region, in the name of user and cluster, with all that the role may', async () => {
    const [asked] = await askedOfSts((mine) => mine.open(ROLE, 'shop'));
    strictEqual(asked?.region, 'eu-west-1');
    strictEqual(asked.form.get('RoleSessionName'), `eks-clusters-${user}-shop`);
    strictEqual(asked.form.get('ExternalId'), EXTERNAL_ID);
    strictEqual(asked.form.get('Policy'), null);
  });

  it('for the form: in the region that was typed, in the name of the user, to read alone', async () => {
    const [asked] = await askedOfSts((mine) => mine.authenticate(ROLE));
    strictEqual(asked?.region, 'eu-west-1');
    strictEqual(asked.form.get('RoleSessionName'), `eks-clusters-${user}`);
    strictEqual(asked.form.get('Policy'), readOnlySessionPolicy());
  });

  it('are asked for once a cluster, and again after another External ID', async () => {
    const asked = await askedOfSts(async (mine) => {
      await Promise.all([mine.open(ROLE, 'shop'), mine.open(ROLE, 'shop')]);
      await mine.open(ROLE, 'blog');
      mine.forget();
      await mine.open(ROLE, 'shop');
    });
    const names = asked.map(({ form }) => form.get('RoleSessionName')?.split('-').at(-1));
    deepStrictEqual(names, ['shop', 'blog', 'shop']);
  });

  it('are asked for again after a failed attempt', async () => {
    let isDown = true;
    await using aws = await cannedAws(({ action }) => {
      if (action !== 'AssumeRole') return SHORT_ROLE;
      return isDown
        ? { status: 403, body: '<ErrorResponse><Error><Code>Nope</Code></Error></ErrorResponse>' }
        : ASSUMED;
    });
    await withAws({ variables: { ...STATIC_KEY, AWS_ENDPOINT_URL: aws.url } }, async () => {
      const mine = sessions();
      await rejects(mine.open(ROLE, 'shop'), { code: 'Nope' });
      isDown = false;
      strictEqual((await mine.open(ROLE, 'shop')).region, 'eu-west-1');
    });
  });
});
