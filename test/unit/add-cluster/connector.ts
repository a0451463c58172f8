import { createAws } from '../../../src/aws/index';
import { ServiceAccountTokens } from '../../../src/core/cluster/service-account-tokens';
import type { EksEntry } from '../../../src/core/registry/entry';
import { createKubernetes } from '../../../src/kube/index';
import { systemClock } from '../../../src/ui/clock';
import { ClusterConnector } from '../../../src/ui/cluster-connector';
import { Sessions } from '../../../src/ui/sessions';
import type { Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster } from '../sandbox/cluster-life';
import { toAws, toCluster } from '../../fakes/network';

export const EVERYTHING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
} as const;

/** The real way to clusters, as the user that the environment's variables are of. */
export function connect() {
  const settings = { baseCredentials: { kind: 'default' } } as const;
  const aws = createAws({ send: toAws, log: () => undefined });
  const sessions = new Sessions(
    () => Promise.resolve(aws),
    () => Promise.resolve({ installation: '0123456789abcdef', externalId: EXTERNAL_ID }),
    settings,
  );
  const connector = new ClusterConnector(
    sessions,
    settings,
    () => Promise.resolve(createKubernetes(toCluster)),
    { read: () => Promise.resolve(undefined) },
    new ServiceAccountTokens(systemClock, () => undefined),
    { check: () => Promise.resolve() },
  );
  return { sessions, connector };
}

/**
 * Makes a cluster as the role `eks-owner`. To be called with the sandbox's environment.
 * @returns its entry, which names no role
 */
export async function seedCluster(sandbox: Sandbox, name: string): Promise<EksEntry> {
  const session = await assumeRoleWith(sandbox, { name: 'eks-owner', policy: EVERYTHING });
  const roleArn = clusterRoleArn(sandbox, 'eks-owner');
  await createCluster(sandbox, { session, roleArn, name, compute: COMPUTE.auto });
  const { accountId, partition } = session;
  const settled = { environmentScope: '*', enabled: true, managed: false, namespacePerEnvironment: true };
  return { name, region: REGION, accountId, partition, ...settled };
}
