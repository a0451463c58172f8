import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import type { EksEntry } from '../../../src/core/registry/entry';
import type { ClusterConnector } from '../../../src/ui/cluster-connector';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, sessionKeys } from '../sandbox/clients';
import { clusterRoleArn, never } from '../sandbox/cluster-life';
import { connect, seedCluster } from './connector';

describe('A cluster that no provision role is named for', () => {
  let sandbox: Sandbox;
  let entry: EksEntry;

  before(async () => {
    sandbox = await startSandbox({ speed: 10_000, externalId: EXTERNAL_ID });
    entry = await withAws({ variables: sandbox.env }, () => seedCluster(sandbox, 'mine'));
  });
  after(() => sandbox.stop());

  /** With a session of the role that made the cluster as the user's own credentials. */
  async function asOwner<T>(act: (connector: ClusterConnector) => Promise<T>): Promise<T> {
    const keys = await sessionKeys(sandbox, { RoleArn: clusterRoleArn(sandbox, 'eks-owner') });
    const variables = {
      ...sandbox.env,
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_SESSION_TOKEN: keys.sessionToken,
    };
    return withAws({ variables }, () => act(connect().connector));
  }

  it('is described and reached with the user’s own credentials', () =>
    asOwner(async (connector) => {
      strictEqual((await connector.describe(entry, never()))?.status, 'ACTIVE');
      deepStrictEqual(await (await connector.connect(entry, never())).nodes(never()), []);
    }));

  it('is found in their account', () =>
    asOwner(async (connector) => {
      const { clusters } = await connector.session(entry);
      deepStrictEqual(await clusters.list(never()), ['mine']);
    }));

  it('is not taken for one of the same name in another account', () =>
    asOwner(async (connector) => {
      const other = { ...entry, accountId: '999999999999' };
      await rejects(connector.connect(other, never()), { code: 'account-differs' });
    }));

  it('is not taken for one of the same name in the account of a role, whatever the settings claim', () =>
    withAws({ variables: sandbox.env }, async () => {
      const { connector } = connect();
      const roleArn = clusterRoleArn(sandbox, 'eks-owner');
      strictEqual((await connector.describe({ ...entry, roleArn }, never()))?.status, 'ACTIVE');
      const other = { ...entry, roleArn, accountId: '999999999999' };
      await rejects(connector.connect(other, never()), { code: 'role-of-other-account' });
      await rejects(connector.describe(other, never()), { code: 'role-of-other-account' });
    }));

  it('is reached with the profile that it was made with', () =>
    asOwner(async (connector) => {
      const gone = { ...entry, profile: 'gone' };
      await rejects(connector.describe(gone, never()), /gone/);
      deepStrictEqual(connector.role({ ...gone, roleArn: 'r' }).base, { kind: 'profile', profile: 'gone' });
    }));
});

describe('An attached cluster whose token is kept on another machine', () => {
  it('is not asked anything', async () => {
    const settled = { environmentScope: '*', enabled: true, managed: false, namespacePerEnvironment: true };
    const place = { apiUrl: 'https://127.0.0.1:9', caFingerprint: 'a'.repeat(64) };
    const entry = { name: 'attached', ...place, ...settled };
    await rejects(connect().connector.connect(entry, never()), { code: 'attached-without-token' });
  });
});
