import type { Subnet } from '../ec2-port';
import type { Cluster } from './state';

/** AWS keeps the first four addresses of each subnet for itself; the next go to load balancers and pods' interfaces. */
const FIRST_NODE_ADDRESS = 23;
const ADDRESSES_BETWEEN_NODES = 17;

/** Host names of new nodes, spread over the subnets: `ip-10-0-1-23.eu-central-1.compute.internal`. */
export function nodeNames(cluster: Cluster, subnets: readonly Subnet[], count: number): readonly string[] {
  const taken = new Set([...cluster.nodegroups.values()].flatMap(({ nodes }) => nodes));
  const names: string[] = [];
  for (let candidate = 0; names.length < count; candidate++) {
    const subnet = subnets[candidate % subnets.length];
    if (!subnet) break;
    const offset = FIRST_NODE_ADDRESS + Math.floor(candidate / subnets.length) * ADDRESSES_BETWEEN_NODES;
    const name = `ip-${addressIn(subnet.cidr, offset).join('-')}.${privateDomain(cluster.place.region)}`;
    if (!taken.has(name)) names.push(name);
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
