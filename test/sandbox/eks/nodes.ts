import type { Subnet } from '../ec2-port';
import type { NodeTaint } from '../simulated-aws';
import type { Cluster } from './state';

/** AWS keeps the first four addresses of each subnet for itself; the next go to load balancers and pods' interfaces. */
const FIRST_NODE_ADDRESS = 23;
const ADDRESSES_BETWEEN_NODES = 17;

/** A kubelet registers its node; pods go there once it is ready. */
export function registerNode(
  cluster: Cluster,
  name: string,
  {
    labels,
    taints = [],
  }: { readonly labels: Readonly<Record<string, string>>; readonly taints?: readonly NodeTaint[] },
): void {
  if (!('api' in cluster.controlPlane)) return;
  cluster.nodes.set(name, { ready: false });
  cluster.controlPlane.api.addNode(name, { ready: false, labels: { ...labels }, taints });
}

/** The node's network exists. */
export function setNodeReady(cluster: Cluster, name: string): void {
  if (!cluster.nodes.has(name) || !('api' in cluster.controlPlane)) return;
  cluster.nodes.set(name, { ready: true });
  cluster.controlPlane.api.setNodeReady(name);
}

/** The node's instance is gone. */
export function removeNode(cluster: Cluster, name: string): void {
  if (!cluster.nodes.delete(name) || !('api' in cluster.controlPlane)) return;
  cluster.controlPlane.api.removeNode(name);
}

/** Labels that every node gets from where and what its instance is. */
export function instanceLabels(instance: {
  readonly instanceType: string;
  readonly architecture: string;
  readonly zone: string;
}): Record<string, string> {
  return {
    'node.kubernetes.io/instance-type': instance.instanceType,
    'kubernetes.io/arch': instance.architecture === 'arm64' ? 'arm64' : 'amd64',
    'kubernetes.io/os': 'linux',
    'topology.kubernetes.io/zone': instance.zone,
    'topology.kubernetes.io/region': instance.zone.slice(0, -1),
  };
}

/** Host names of new nodes, spread over the subnets: `ip-10-0-1-23.eu-central-1.compute.internal`. */
export function nodeNames(cluster: Cluster, subnets: readonly Subnet[], count: number): readonly string[] {
  const names: string[] = [];
  for (let candidate = 0; names.length < count; candidate++) {
    const subnet = subnets[candidate % subnets.length];
    if (!subnet) break;
    const offset = FIRST_NODE_ADDRESS + Math.floor(candidate / subnets.length) * ADDRESSES_BETWEEN_NODES;
    const name = `ip-${addressIn(subnet.cidr, offset).join('-')}.${privateDomain(cluster.accountRegion.region)}`;
    if (!cluster.nodes.has(name)) names.push(name);
  }
  return names;
}

function addressIn(cidr: string, offset: number): readonly number[] {
  const [network = '', bits = '24'] = cidr.split('/');
  const base = network.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const address = base + (offset % 2 ** (32 - Number(bits)));
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
}

/** Only the oldest region leaves its name out. */
function privateDomain(region: string): string {
  return region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`;
}
