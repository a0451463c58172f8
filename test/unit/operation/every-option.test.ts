import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import {
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListAccessEntriesCommand,
  ListAddonsCommand,
  ListNodegroupsCommand,
  UpdateClusterConfigCommand,
} from '@aws-sdk/client-eks';
import { provisionPolicy, type Extra } from '../../../src/core/policy';
import {
  ADD_ONS,
  AUTO_ADD_ONS,
  COMPUTE_KINDS,
  LOG_TYPES,
  type ClusterSpec,
  type Compute,
} from '../../../src/core/cluster-form/cluster-spec';
import { createKey } from '../../sandbox/kms/keys';
import type { KubernetesObject } from '../../sandbox/kubernetes/objects';
import type { KubernetesApi } from '../../sandbox/kubernetes/server';
import { structure, structures, text } from '../../sandbox/input';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { KEYS } from '../../sandbox/seed/limits';
import { withAws } from '../aws/environment';
import { clientOf, EXTERNAL_ID, REGION, sessionKeys } from '../sandbox/clients';
import {
  assumeRoleWith,
  clusterRoleArn,
  COMPUTE,
  createCluster,
  deleteCluster,
  serviceRoleFor,
} from '../sandbox/cluster-life';
import { seedProvisionRole } from '../sandbox/provision-role';

const SERVICE_CIDR = '172.20.0.0/16';
const READING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['eks:Describe*', 'eks:List*'], Resource: '*' }],
} as const;
const TAGS = { team: 'platform' };

const ASKED: { readonly [C in Compute['kind']]: Compute } = {
  managed: {
    ...(COMPUTE.managed as Extract<Compute, { kind: 'managed' }>),
    capacityType: 'SPOT',
    maxNodes: 4,
    volumeSize: 40,
    labels: { tier: 'web', 'example.com/pool': 'spot' },
    taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
    serviceIpv4Cidr: SERVICE_CIDR,
  },
  auto: { kind: 'auto', serviceIpv4Cidr: SERVICE_CIDR },
  'self-managed': {
    ...(COMPUTE['self-managed'] as Extract<Compute, { kind: 'self-managed' }>),
    maxNodes: 4,
    volumeSize: 40,
    serviceIpv4Cidr: SERVICE_CIDR,
  },
};

describe('A cluster with every option', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ speed: 5000, externalId: EXTERNAL_ID });
  });

  after(() => sandbox.stop());

  for (const kind of COMPUTE_KINDS) {
    it(`is created by a role with the published policy, and deleted once unprotected: ${kind}`, () =>
      withAws({ variables: sandbox.env }, () => live(sandbox, kind))).timeout(30_000);
  }
});

const EXTRAS: { readonly [C in Compute['kind']]: readonly Extra[] } = {
  managed: ['kmsKey', 'spot'],
  auto: ['kmsKey', 'autoAddOns'],
  'self-managed': ['kmsKey'],
};

async function live(sandbox: Sandbox, kind: Compute['kind']): Promise<void> {
  const name = `everything-${kind}`;
  const roleArn = clusterRoleArn(sandbox, `eks-${name}`);
  const kmsKeyArn = createKey(sandbox.clusters, REGION, KEYS.good);
  const session = await assumeRoleWith(sandbox, {
    name: `eks-${name}`,
    policy: provisionPolicy({
      compute: [kind],
      extras: EXTRAS[kind],
      includeDelete: true,
      serviceRole: serviceRoleFor(sandbox, kind),
      provisionRole: roleArn,
      partition: 'aws',
      accountId: sandbox.clusters.id,
      region: REGION,
    }),
  });
  const wishes: Partial<ClusterSpec> = {
    supportType: 'EXTENDED',
    endpoint: { access: 'public-and-private', publicCidrs: ['203.0.113.0/24'] },
    logTypes: LOG_TYPES,
    kmsKeyArn,
    addOns: ADD_ONS,
    administrators: [sandbox.roleArn],
    deletionProtection: true,
    tags: TAGS,
  };
  const { state } = await createCluster(sandbox, { session, roleArn, name, compute: ASKED[kind], wishes });
  ok(state.kind === 'succeeded', JSON.stringify(state));

  const eks = await clientAs(
    sandbox,
    seedProvisionRole(sandbox, { name: `eks-watcher-${kind}`, policy: READING }),
  );
  const { cluster } = await eks.send(new DescribeClusterCommand({ name }));
  hasAll(cluster?.resourcesVpcConfig, {
    endpointPublicAccess: true,
    endpointPrivateAccess: true,
    publicAccessCidrs: ['203.0.113.0/24'],
  });
  hasAll(cluster?.tags, TAGS);
  hasAll(cluster?.kubernetesNetworkConfig, { serviceIpv4Cidr: SERVICE_CIDR });
  hasAll(cluster, {
    upgradePolicy: { supportType: 'EXTENDED' },
    logging: { clusterLogging: [{ types: [...LOG_TYPES], enabled: true }] },
    encryptionConfig: [{ resources: ['secrets'], provider: { keyArn: kmsKeyArn } }],
    deletionProtection: true,
  });
  const { accessEntries = [] } = await eks.send(new ListAccessEntriesCommand({ clusterName: name }));
  for (const principal of [roleArn, sandbox.roleArn]) ok(accessEntries.includes(principal), principal);
  await checkNodes(sandbox, eks, { name, kind });

  await deleteProtected(sandbox, { session, name }, await clientAs(sandbox, roleArn));
  const { clusters } = sandbox;
  const left = [
    ...clusters.roles.keys(),
    ...clusters.instanceProfiles.keys(),
    ...(clusters.regions.get(REGION)?.launchTemplates.keys() ?? []),
    ...sandbox.aws.autoScaling.groups.map((group) => group.name),
    ...sandbox.aws.eks.clusters.map((each) => each.name),
  ];
  deepStrictEqual(
    left.filter((each) => /^(eks-clusters-|lt-)/.test(each) || each === name),
    [],
  );
}

async function checkNodes(
  sandbox: Sandbox,
  eks: EKSClient,
  { name, kind }: { readonly name: string; readonly kind: Compute['kind'] },
): Promise<void> {
  const nodes = nodesOf(sandbox, name);
  const { addons } = await eks.send(new ListAddonsCommand({ clusterName: name }));
  const { nodegroups = [] } = await eks.send(new ListNodegroupsCommand({ clusterName: name }));
  // In Auto Mode the pods of metrics-server start the first node.
  strictEqual(nodes.length, kind === 'auto' ? 1 : 2);
  deepStrictEqual(volumeSizes(sandbox), kind === 'auto' ? [] : ['40']);
  deepStrictEqual(addons?.sort(), kind === 'auto' ? [...AUTO_ADD_ONS] : [...ADD_ONS].sort());
  strictEqual(nodegroups.length, kind === 'managed' ? 1 : 0);
  const [nodegroupName] = nodegroups;
  if (nodegroupName === undefined) return;

  const { nodegroup } = await eks.send(new DescribeNodegroupCommand({ clusterName: name, nodegroupName }));
  hasAll(nodegroup?.tags, TAGS);
  hasAll(nodegroup, {
    capacityType: 'SPOT',
    scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 4 },
    labels: { tier: 'web', 'example.com/pool': 'spot' },
    taints: [{ key: 'dedicated', value: 'web', effect: 'NO_SCHEDULE' }],
  });
  for (const { metadata, spec } of nodes) {
    hasAll(metadata.labels, {
      tier: 'web',
      'example.com/pool': 'spot',
      'eks.amazonaws.com/capacityType': 'SPOT',
      'eks.amazonaws.com/nodegroup': nodegroupName,
    });
    deepStrictEqual(spec, { taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }] });
  }
}

async function clientAs(sandbox: Sandbox, roleArn: string): Promise<EKSClient> {
  return new EKSClient(clientOf(sandbox, await sessionKeys(sandbox, { RoleArn: roleArn })));
}

/** What is asked for, of everything that there is. */
function hasAll(actual: object | undefined, asked: Readonly<Record<string, unknown>>): void {
  const found = Object.entries(actual ?? {}).filter(([key]) => key in asked);
  deepStrictEqual(Object.fromEntries(found), asked);
}

/** Of the root volumes of all launch templates. */
function volumeSizes({ clusters }: Sandbox): readonly (string | undefined)[] {
  const templates = [...(clusters.regions.get(REGION)?.launchTemplates.values() ?? [])];
  const volumes = templates.flatMap(({ versions }) =>
    structures(versions.at(-1) ?? {}, 'BlockDeviceMappings'),
  );
  return volumes.map((volume) => text(structure(volume, 'Ebs'), 'VolumeSize'));
}

function nodesOf({ aws }: Sandbox, cluster: string): readonly KubernetesObject[] {
  const controlPlane = aws.eks.clusters.find(({ name }) => name === cluster)?.controlPlane;
  ok(controlPlane && 'api' in controlPlane);
  return (controlPlane.api as KubernetesApi).store.list({ group: '', plural: 'nodes' });
}

/** Twice: EKS refuses until the protection is switched off, which the same role may do. */
async function deleteProtected(
  sandbox: Sandbox,
  cluster: Parameters<typeof deleteCluster>[1],
  eks: EKSClient,
): Promise<void> {
  const refused = await deleteCluster(sandbox, cluster);
  strictEqual(refused.status, 'DELETE_FAILED');
  match(refused.statusReason ?? '', /\[Cluster\]/);
  await eks.send(new UpdateClusterConfigCommand({ name: cluster.name, deletionProtection: false }));
  const { status } = await deleteCluster(sandbox, cluster);
  strictEqual(status, 'DELETE_COMPLETE');
}
