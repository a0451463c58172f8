import { randomBytes } from 'node:crypto';
import { pause } from '../clock';
import { duration } from '../durations';
import { dnsSuffix } from '../partitions';
import type { SimulatedAws } from '../simulated-aws';
import { createAccessEntry } from './access-entries';
import { trusts } from './checks';
import { invalidParameter } from './errors';
import { instanceLabels, registerNode, setNodeReady } from './nodes';
import type { AutoMode, Cluster } from './state';

/** What CreateCluster says of EKS Auto Mode. */
export interface AutoModeRequest {
  readonly compute: boolean;
  readonly loadBalancing: boolean;
  readonly blockStorage: boolean;
  readonly bootstrapSelfManagedAddons: boolean;
  readonly nodePools: readonly string[];
  readonly nodeRoleArn: string | undefined;
}

const BUILT_IN_POOLS = ['general-purpose', 'system'];

/** What a cluster in Auto Mode is made with; `undefined` for one that is not. Only the first message is AWS's own. */
export function checkAutoMode(
  aws: SimulatedAws,
  request: AutoModeRequest,
  authenticationMode: string,
): AutoMode | undefined {
  const { compute, loadBalancing, blockStorage, nodePools, nodeRoleArn } = request;
  if (new Set([compute, loadBalancing, blockStorage]).size > 1) {
    throw invalidParameter(
      'For EKS Auto Mode, please ensure that all required configs, including computeConfig, kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled.',
    );
  }
  if (!compute) return undefined;
  if (request.bootstrapSelfManagedAddons) {
    throw invalidParameter('With EKS Auto Mode bootstrapSelfManagedAddons must be set to false');
  }
  if (!['API', 'API_AND_CONFIG_MAP'].includes(authenticationMode)) {
    throw invalidParameter('With EKS Auto Mode authenticationMode must be API or API_AND_CONFIG_MAP');
  }
  const unknown = nodePools.find((pool) => !BUILT_IN_POOLS.includes(pool));
  if (unknown !== undefined) throw invalidParameter(`The node pool ${unknown} is not a built-in one`);
  if (nodePools.length > 0 && nodeRoleArn === undefined) {
    throw invalidParameter('With built-in node pools nodeRoleArn is required');
  }
  if (nodeRoleArn !== undefined) checkNodeRole(aws, nodeRoleArn);
  return { nodePools, nodeRoleArn };
}

function checkNodeRole(aws: SimulatedAws, roleArn: string): void {
  const role = aws.iam.role(roleArn);
  if (role && trusts(role, `ec2.${dnsSuffix(roleArn.split(':')[1] ?? '')}`, 'sts:AssumeRole')) return;
  throw invalidParameter(`The node role ${roleArn} does not exist or EC2 cannot assume it`);
}

/** Lets nodes in, and starts them when pods wait: a cluster in Auto Mode has none at first. */
export function startAutoMode(
  aws: SimulatedAws,
  cluster: Cluster,
  { nodePools, nodeRoleArn }: AutoMode,
): void {
  const { controlPlane, accountRegion } = cluster;
  if (nodePools.length === 0 || nodeRoleArn === undefined || !('api' in controlPlane)) return;
  createAccessEntry(aws, cluster, {
    principalArn: nodeRoleArn,
    type: 'EC2',
    username: undefined,
    groups: [],
    policies: [
      {
        policyArn: `arn:${accountRegion.partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy`,
        scope: { type: 'cluster', namespaces: [] },
      },
    ],
    tags: {},
  });
  controlPlane.api.onWaitingPod(() => {
    startFirstNode(aws, cluster);
  });
}

/** Karpenter packs what waits onto as few nodes as will do; here one takes everything. */
export function startFirstNode(aws: SimulatedAws, cluster: Cluster): void {
  if (cluster.nodes.size === 0) void startNode(aws, cluster);
}

/** Nodes of Auto Mode are named by their instance. */
async function startNode(aws: SimulatedAws, cluster: Cluster): Promise<void> {
  const name = `i-0${randomBytes(8).toString('hex')}`;
  cluster.nodes.set(name, { ready: false });
  await pause(aws.clock, duration('register node', cluster.name));
  const subnet = aws.ec2.subnet(cluster.accountRegion, cluster.subnetIds[0] ?? '');
  const labels = {
    ...instanceLabels({
      instanceType: 'c6i.large',
      architecture: 'x86_64',
      zone: subnet?.availabilityZone ?? '',
    }),
    'eks.amazonaws.com/compute-type': 'auto',
    'karpenter.sh/nodepool': cluster.autoMode?.nodePools[0] ?? '',
  };
  registerNode(cluster, name, { labels });
  await pause(aws.clock, duration('ready node', cluster.name));
  setNodeReady(cluster, name);
}
