import { IMDSV1_REFUSED, metadataOptions } from '../ec2/instance-metadata';
import type { Subnet } from '../ec2-port';
import type { SimulatedAws } from '../simulated-aws';
import type { Cluster, Issue, Nodegroup } from './state';

/** What keeps a node group's instances from starting or joining; EKS finds out only when it has tried. */
export function joinProblems(
  aws: SimulatedAws,
  cluster: Cluster,
  { nodegroup, subnets }: { readonly nodegroup: Nodegroup; readonly subnets: readonly Subnet[] },
): readonly Issue[] {
  const failure = aws.resourceFailures.match('create', 'nodegroup');
  if (failure) return [issue(failure.code, failure.message, nodegroup)];
  if (nodegroup.scaling.desiredSize === 0) return [];
  for (const find of FINDERS()) {
    const found = find(aws, cluster, nodegroup, subnets);
    if (found) return [found];
  }
  return [];
}

/** In the order in which EKS and the nodes come upon them. */
const FINDERS = () => [
  offering,
  capacity,
  metadataVersion,
  publicAddresses,
  freeAddresses,
  booting,
  metadata,
  waysOut,
  nodePolicies,
];

type Finder = (
  aws: SimulatedAws,
  cluster: Cluster,
  nodegroup: Nodegroup,
  subnets: readonly Subnet[],
) => Issue | undefined;

/** An Auto Scaling group of several types starts in each zone what that has. */
const offering: Finder = (aws, cluster, nodegroup, subnets) => {
  const offers = nodegroup.instanceTypes.map((name) => ({
    name,
    zones: aws.ec2.instanceType(cluster.accountRegion, name)?.availabilityZones ?? [],
  }));
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  const missing = zones.find((zone) => offers.every((offer) => !offer.zones.includes(zone)));
  const [first] = offers;
  if (missing === undefined || !first) return undefined;
  return issue(
    'AsgInstanceLaunchFailures',
    `Your requested instance type (${first.name}) is not supported in your requested Availability Zone (${missing}). Please retry your request by not specifying an Availability Zone or choosing ${first.zones.join(', ')}. Launching EC2 instance failed.`,
    nodegroup,
  );
};

/** As in https://github.com/aws/karpenter-provider-aws/issues/1292 and others; EKS gives up at once. */
const capacity: Finder = (aws, cluster, nodegroup, subnets) => {
  const [scarce = ''] = nodegroup.instanceTypes;
  const zone = subnets[0]?.availabilityZone ?? '';
  return nodegroup.instanceTypes.some((name) => aws.ec2.hasCapacity(cluster.accountRegion, name))
    ? undefined
    : issue(
        'AsgInstanceLaunchFailures',
        `Could not launch On-Demand Instances. ${insufficientCapacity(scarce, zone)}`,
        nodegroup,
      );
};

/** The kernel panics, which only the instance's console shows. */
const booting: Finder = (aws, { accountRegion }, nodegroup) =>
  nodegroup.instanceTypes.every((name) => aws.ec2.instanceType(accountRegion, name)?.bootsNodes)
    ? undefined
    : notJoined(nodegroup);

/** EC2's sentence. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html */
export function insufficientCapacity(instanceType: string, zone: string): string {
  return `InsufficientInstanceCapacity - We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity. Launching EC2 instance failed.`;
}

const optionsOf = (aws: SimulatedAws, { accountRegion }: Cluster, { launchTemplate }: Nodegroup) => {
  const data = launchTemplate && aws.ec2.launchTemplate(accountRegion, launchTemplate.id)?.data;
  return metadataOptions(data ?? {}, aws.ec2.metadataDefaults(accountRegion));
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html: accounts can insist on IMDSv2. */
const metadataVersion: Finder = (aws, cluster, nodegroup) => {
  const isEnforced = aws.ec2.metadataDefaults(cluster.accountRegion).httpTokensEnforced === 'enabled';
  if (!isEnforced || optionsOf(aws, cluster, nodegroup).httpTokens === 'required') return undefined;
  return issue('AsgInstanceLaunchFailures', `${IMDSV1_REFUSED} Launching EC2 instance failed.`, nodegroup);
};

/** A node reads who it is from there. */
const metadata: Finder = (aws, cluster, nodegroup) =>
  optionsOf(aws, cluster, nodegroup).httpEndpoint === 'enabled' ? undefined : notJoined(nodegroup);

const publicAddresses: Finder = (_world, _cluster, nodegroup, subnets) => {
  const wrong = subnets.filter(
    ({ wayOut, assignsPublicIp }) => wayOut === 'internet gateway' && !assignsPublicIp,
  );
  if (wrong.length === 0) return undefined;
  return issue(
    'Ec2SubnetInvalidConfiguration',
    `One or more Amazon EC2 Subnets of [${wrong.map(({ id }) => id).join(', ')}] for node group ${nodegroup.name} does not automatically assign public IP addresses to instances launched into it. If you want your instances to be assigned a public IP address, then you need to enable auto-assign public IP address for the subnet.`,
    nodegroup,
  );
};

const freeAddresses: Finder = (_world, _cluster, nodegroup, subnets) => {
  const free = subnets.reduce((sum, subnet) => sum + subnet.freeAddresses, 0);
  if (free >= nodegroup.scaling.desiredSize) return undefined;
  return issue(
    'InsufficientFreeAddresses',
    `One or more of the subnets [${subnets.map(({ id }) => id).join(', ')}] does not have enough available IP addresses to run nodes.`,
    nodegroup,
  );
};

/** Whether an instance reaches EKS and its images from there; the simulated VPCs have no endpoints of AWS. */
export function getsOut({ wayOut, assignsPublicIp }: Subnet): boolean {
  switch (wayOut) {
    case 'internet gateway':
      return assignsPublicIp;
    case 'another':
      return true;
    case 'none':
      return false;
  }
}

const waysOut: Finder = (_world, _cluster, nodegroup, subnets) =>
  subnets.every(getsOut) ? undefined : notJoined(nodegroup);

/** Without these kubelet can neither register nor get its network. */
export const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy'];

const nodePolicies: Finder = (aws, _cluster, nodegroup) => {
  const attached = aws.iam.role(nodegroup.nodeRole)?.attachedPolicyArns ?? [];
  if (NODE_POLICIES.every((name) => attached.some((arn) => arn.endsWith(`:policy/${name}`))))
    return undefined;
  return notJoined(nodegroup);
};

function notJoined(nodegroup: Nodegroup): Issue {
  return issue('NodeCreationFailure', 'Instances failed to join the kubernetes cluster', nodegroup);
}

export function issue(code: string, message: string, nodegroup: Nodegroup): Issue {
  return { code, message, resourceIds: [`eks-${nodegroup.name}`] };
}
