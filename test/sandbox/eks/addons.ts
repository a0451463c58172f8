import { randomUUID } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import type { SimulatedAws } from '../simulated-aws';
import { startFirstNode } from './auto-mode';
import { requireActive } from './clusters';
import { invalidParameter, notFound, resourceInUse } from './errors';
import { createPodIdentity, deletePodIdentity } from './pod-identities';
import type { Addon, Cluster, Issue, Tags } from './state';
import { creatableVersions } from './versions';

export interface NewAddon {
  readonly name: string;
  readonly version: string | undefined;
  readonly podIdentities: readonly { readonly serviceAccount: string; readonly roleArn: string }[];
  readonly tags: Tags;
}

interface AddonInCatalogue {
  readonly type: string;
  readonly version: string;
  readonly namespace: string;
  /** Without nodes it does not become active. */
  readonly runsOnNodes: boolean;
}

/** EKS brings community add-ons to regions and versions in its own time: versions that lack one, by region. */
const LATE: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'all'>>>> = {
  'metrics-server': { 'us-east-1': ['1.36'], 'cn-northwest-1': 'all' },
};

function isOffered(addonName: string, region: string, version: string): boolean {
  const lacking = LATE[addonName]?.[region] ?? [];
  return lacking !== 'all' && !lacking.includes(version);
}

const CATALOGUE: Readonly<Record<string, AddonInCatalogue>> = {
  'vpc-cni': {
    type: 'networking',
    version: 'v1.21.1-eksbuild.3',
    namespace: 'kube-system',
    runsOnNodes: false,
  },
  'kube-proxy': {
    type: 'networking',
    version: 'v1.35.0-eksbuild.2',
    namespace: 'kube-system',
    runsOnNodes: false,
  },
  coredns: { type: 'networking', version: 'v1.13.2-eksbuild.1', namespace: 'kube-system', runsOnNodes: true },
  'eks-pod-identity-agent': {
    type: 'security',
    version: 'v1.3.10-eksbuild.2',
    namespace: 'kube-system',
    runsOnNodes: false,
  },
  'aws-ebs-csi-driver': {
    type: 'storage',
    version: 'v1.56.0-eksbuild.1',
    namespace: 'kube-system',
    runsOnNodes: true,
  },
  'metrics-server': {
    type: 'observability',
    version: 'v0.8.0-eksbuild.6',
    namespace: 'kube-system',
    runsOnNodes: true,
  },
};

export function requireAddon(cluster: Cluster, name: string): Addon {
  const addon = cluster.addons.get(name);
  if (!addon) throw notFound(`No addon: ${name} found in cluster: ${cluster.name}`);
  return addon;
}

/** Begins to install an add-on. */
export function createAddon(aws: SimulatedAws, cluster: Cluster, request: NewAddon): Addon {
  requireActive(cluster);
  const known = CATALOGUE[request.name];
  if (!known || !isOffered(request.name, cluster.accountRegion.region, cluster.version)) {
    throw invalidParameter(
      known
        ? `Addon ${request.name} specified is not supported in ${cluster.version} kubernetes version`
        : `Addon ${request.name} specified is not supported`,
    );
  }
  if (cluster.addons.has(request.name)) throw resourceInUse(`Addon already exists.`);
  if (request.version !== undefined && request.version !== known.version) {
    throw invalidParameter('Addon version specified is not supported');
  }
  const associations = request.podIdentities.map((association) =>
    createPodIdentity(aws, cluster, { ...association, namespace: known.namespace, tags: {} }),
  );
  const { partition, region, accountId } = cluster.accountRegion;
  const addon: Addon = {
    name: request.name,
    arn: `arn:${partition}:eks:${region}:${accountId}:addon/${cluster.name}/${request.name}/${randomUUID()}`,
    createdAt: new Date(aws.clock.now()),
    version: known.version,
    podIdentityAssociationArns: associations.map(({ arn }) => arn),
    tags: request.tags,
    status: 'CREATING',
    settled: Promise.resolve(),
    issues: [],
  };
  cluster.addons.set(addon.name, addon);
  addon.settled = bringUp(aws, cluster, addon, known);
  return addon;
}

/** DaemonSets have all the replicas that they want where there are no nodes; Deployments have none. */
async function bringUp(
  aws: SimulatedAws,
  cluster: Cluster,
  addon: Addon,
  { runsOnNodes }: AddonInCatalogue,
): Promise<void> {
  await pause(aws.clock, duration('create addon', `${cluster.name} ${addon.name}`));
  const giveUpAt = aws.clock.now() + duration('give up on addon', addon.name) / aws.clock.speed;
  const failure = aws.resourceFailures.match('create', 'addon');
  if (failure) {
    addon.issues = [{ code: failure.code, message: failure.message, resourceIds: [] }];
    addon.status = 'CREATE_FAILED';
    return;
  }
  if (runsOnNodes && cluster.autoMode) startFirstNode(aws, cluster);
  while (runsOnNodes && !hasReadyNode(cluster)) {
    if (aws.eks.ended || aws.clock.now() >= giveUpAt) {
      addon.issues = [TOO_FEW_REPLICAS];
      addon.status = 'CREATE_FAILED';
      return;
    }
    await pause(aws.clock, NODE_CHECK_MS);
  }
  addon.status = 'ACTIVE';
  if (!('api' in cluster.controlPlane)) return;
  if (addon.name === 'aws-ebs-csi-driver') cluster.controlPlane.api.addDriver('ebs.csi.aws.com');
  if (addon.name === 'metrics-server') cluster.controlPlane.api.installMetrics();
}

const NODE_CHECK_MS = 10_000;

const TOO_FEW_REPLICAS: Issue = {
  code: 'InsufficientNumberOfReplicas',
  message: "The add-on is unhealthy because it doesn't have the desired number of replicas.",
  resourceIds: [],
};

function hasReadyNode({ nodes }: Cluster): boolean {
  return [...nodes.values()].some(({ ready }) => ready);
}

/** Begins to remove an add-on and the pod identities that came with it. */
export function deleteAddon(aws: SimulatedAws, cluster: Cluster, addon: Addon): void {
  addon.status = 'DELETING';
  addon.settled = pause(aws.clock, duration('delete addon', `${cluster.name} ${addon.name}`)).then(() => {
    for (const arn of addon.podIdentityAssociationArns)
      deletePodIdentity(cluster, arn.split('/').at(-1) ?? '');
    cluster.addons.delete(addon.name);
  });
}

/** eks:DescribeAddonVersions, for the versions that clusters can be created with. */
export function addonVersions(
  now: number,
  { region, addonName }: { readonly region: string; readonly addonName: string | undefined },
): readonly object[] {
  const versionsFor = (name: string) =>
    creatableVersions(now).filter((version) => isOffered(name, region, version));
  return Object.entries(CATALOGUE)
    .filter(([name]) => addonName === undefined || name === addonName)
    .filter(([name]) => versionsFor(name).length > 0)
    .map(([name, { type, version, namespace }]) => ({
      addonName: name,
      type,
      owner: 'aws',
      publisher: 'eks',
      defaultNamespace: namespace,
      addonVersions: [
        {
          addonVersion: version,
          architecture: ['amd64', 'arm64'],
          computeTypes: ['ec2', 'auto'],
          requiresConfiguration: false,
          requiresIamPermissions: name === 'aws-ebs-csi-driver',
          compatibilities: versionsFor(name).map((clusterVersion) => ({
            clusterVersion,
            platformVersions: ['*'],
            defaultVersion: true,
          })),
        },
      ],
    }));
}
