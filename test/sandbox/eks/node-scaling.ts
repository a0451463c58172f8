import { pause } from '../clock';
import { duration } from '../durations';
import type { SimulatedAws } from '../simulated-aws';
import { requireSubnets } from './checks';
import { checkScaling, nodeLabels } from './nodegroups';
import { nodeTaint } from './node-marks';
import { nodeNames, registerNode, removeNode, setNodeReady } from './nodes';
import type { Cluster, Nodegroup } from './state';

/** Brings a node group that is active to another number of nodes. Unverified: EKS waits until they are ready. */
export async function scaleNodegroup(
  aws: SimulatedAws,
  cluster: Cluster,
  { nodegroup, scaling }: { readonly nodegroup: Nodegroup; readonly scaling: Nodegroup['scaling'] },
): Promise<void> {
  checkScaling(scaling);
  const subnets = requireSubnets(aws, cluster.accountRegion, nodegroup.subnetIds);
  nodegroup.scaling = scaling;
  const kept = nodegroup.nodes.slice(0, scaling.desiredSize);
  nodegroup.nodes.slice(scaling.desiredSize).forEach((name) => removeNode(cluster, name));
  const added = nodeNames(cluster, subnets, scaling.desiredSize - kept.length);
  await pause(aws.clock, duration('register node', nodegroup.arn));
  added.forEach((name, index) => {
    const labels = nodeLabels(nodegroup, subnets[index % subnets.length]);
    registerNode(cluster, name, { labels, taints: nodegroup.taints.map(nodeTaint) });
  });
  await pause(aws.clock, duration('ready node', nodegroup.arn));
  added.forEach((name) => setNodeReady(cluster, name));
  nodegroup.nodes = [...kept, ...added];
}
