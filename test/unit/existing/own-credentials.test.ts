import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { createAws } from '../../../src/aws/index';
import { OwnAccountTokens } from '../../../src/core/cluster/own-account';
import type { EksEntry } from '../../../src/core/registry/entry';
import { createKubernetes } from '../../../src/kube/index';
import { systemClock } from '../../../src/ui/clock';
import { ClusterConnector } from '../../../src/ui/cluster-connector';
import { Sessions } from '../../../src/ui/sessions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID, REGION, sessionKeys } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster, never } from '../sandbox/cluster-life';

const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

describe('A cluster that no provision role is named for', () => {
  let sandbox: Sandbox;
  let entry: EksEntry;

  before(async () => {
    sandbox = await startSandbox({ speed: 10_000, externalId: EXTERNAL_ID });
    const roleArn = clusterRoleArn(sandbox, 'eks-owner');
    await withAws({ variables: sandbox.env }, async () => {
      const session = await assumeRoleWith(sandbox, { name: 'eks-owner', policy: EVERYTHING });
      await createCluster(sandbox, { session, roleArn, name: 'mine', compute: COMPUTE.auto });
      const { accountId, partition } = session;
      const settled = {
        environmentScope: '*',
        enabled: true,
        managed: false,
        namespacePerEnvironment: true,
      };
      entry = { name: 'mine', region: REGION, accountId, partition, ...settled };
    });
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
    return withAws({ variables }, () => act(connector()));
  }

  function connector(): ClusterConnector {
    const settings = { baseCredentials: { kind: 'default' } } as const;
    const aws = createAws({ log: () => undefined });
    const identity = { installation: '0123456789abcdef', externalId: EXTERNAL_ID };
    return new ClusterConnector(
      new Sessions(
        () => Promise.resolve(aws),
        () => Promise.resolve(identity),
        settings,
      ),
      settings,
      () => Promise.resolve(createKubernetes()),
      { secrets: () => Promise.resolve(undefined) },
      new OwnAccountTokens(systemClock, () => undefined),
    );
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
});

describe('An attached cluster whose token is kept on another machine', () => {
  it('is not asked anything', async () => {
    const nothing = () => Promise.reject(new Error('nobody may be asked'));
    const settings = { baseCredentials: { kind: 'default' } } as const;
    const connector = new ClusterConnector(
      new Sessions(nothing, nothing, settings),
      settings,
      nothing,
      { secrets: () => Promise.resolve(undefined) },
      new OwnAccountTokens(systemClock, () => undefined),
    );
    const attached = {
      name: 'attached',
      apiUrl: 'https://evil.example',
      caFingerprint: 'a'.repeat(64),
      environmentScope: '*',
      enabled: true,
      managed: false,
      namespacePerEnvironment: true,
    };
    await rejects(connector.connect(attached, never()), { code: 'attached-without-token' });
  });
});
