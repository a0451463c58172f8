import { ServiceError } from '../service';
import type { IamRole } from '../iam-port';
import type { Subnet } from '../ec2-port';
import type { SimulatedAws } from '../simulated-aws';
import { invalidParameter } from './errors';
import type { ClusterSettings, AccountRegion } from './state';

/** By zone ID, since names differ from account to account: zones where EKS has no control planes. */
const ZONES_WITHOUT_CONTROL_PLANE = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/** The subnets, which must exist and lie in one VPC. */
export function requireSubnets(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  ids: readonly string[],
): readonly Subnet[] {
  const subnets = ids.map((id) => {
    const subnet = aws.ec2.subnet(accountRegion, id);
    if (subnet) return subnet;
    throw invalidParameter(`The subnet ID '${id}' does not exist (Service: Ec2, Status Code: 400)`);
  });
  if (new Set(subnets.map(({ vpcId }) => vpcId)).size > 1) {
    throw invalidParameter('Subnets specified must belong to the same VPC');
  }
  return subnets;
}

/** https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html; the words are unverified. */
export function checkEndpoint(
  access: Pick<ClusterSettings, 'endpointPublicAccess' | 'endpointPrivateAccess' | 'publicAccessCidrs'>,
): void {
  if (!access.endpointPublicAccess && !access.endpointPrivateAccess)
    throw invalidParameter('Private and public endpoint access cannot both be disabled.');
  const reserved = access.publicAccessCidrs.filter(isReserved);
  // In these words, whatever the reason: https://github.com/aws/aws-cdk/issues/33176
  if (reserved.length > 0)
    throw invalidParameter(`The following CIDRs are invalid in publicAccessCidrs: [${reserved.join(',')}]`);
}

/** Blocks of private and shared addresses, of the loopback and of links. The whole of the rule is EKS's own. */
const RESERVED =
  /^(10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

function isReserved(cidr: string): boolean {
  return RESERVED.test(cidr);
}

/** Refuses subnets in which EKS cannot place a control plane. */
export function checkControlPlaneZones(clusterName: string, subnets: readonly Subnet[]): void {
  const [local] = subnets.filter(({ zoneType }) => zoneType !== 'availability-zone');
  if (local) {
    const others = subnets.filter(({ zoneType }) => zoneType === 'availability-zone');
    const zones = new Set(others.map(({ availabilityZone }) => availabilityZone));
    // In these words, whatever the reason: https://github.com/eksctl-io/eksctl/issues/7169
    throw new ServiceError(
      'UnsupportedAvailabilityZoneException',
      `Cannot create cluster '${clusterName}' because ${local.availabilityZone}, the targeted availability zone, does not currently have sufficient capacity to support the cluster. Retry and choose from these availability zones: ${[...zones].join(', ')}`,
    );
  }
  const unsupported = subnets.find(({ availabilityZoneId }) =>
    ZONES_WITHOUT_CONTROL_PLANE.includes(availabilityZoneId),
  );
  if (unsupported) {
    const others = subnets
      .filter(({ availabilityZoneId }) => !ZONES_WITHOUT_CONTROL_PLANE.includes(availabilityZoneId))
      .map(({ availabilityZone }) => availabilityZone);
    throw new ServiceError(
      'UnsupportedAvailabilityZoneException',
      `Cannot create cluster '${clusterName}' because EKS does not support creating control plane instances in ${unsupported.availabilityZone}, the targeted availability zone. Retry cluster creation using control plane subnets that span at least two of these availability zones: ${[...new Set(others)].join(', ')}. Note, post cluster creation, you can run worker nodes in separate subnets/availability zones from control plane subnets passed during cluster creation`,
    );
  }
  if (new Set(subnets.map(({ availabilityZone }) => availabilityZone)).size < 2) {
    throw invalidParameter('Subnets specified must be in at least two different AZs');
  }
}

/** Refuses security groups that do not exist or belong to another VPC than the subnets. */
export function checkSecurityGroups(
  aws: SimulatedAws,
  accountRegion: AccountRegion,
  { vpcId, securityGroupIds }: { vpcId: string; securityGroupIds: readonly string[] },
): void {
  for (const id of securityGroupIds) {
    const group = aws.ec2.securityGroup(accountRegion, id);
    if (!group) {
      throw invalidParameter(`The security group '${id}' does not exist (Service: Ec2, Status Code: 400)`);
    }
    if (group.vpcId !== vpcId) {
      throw invalidParameter(
        `Security group(s) [${id}] are not in the same VPC as the subnets. Please specify all security groups from VPC ${vpcId}`,
      );
    }
  }
}

/** The role that the control plane runs under: EKS must be able to assume it and finds its policies attached. */
export function checkServiceRole(
  aws: SimulatedAws,
  roleArn: string,
  { autoMode }: { autoMode: boolean },
): void {
  const role = aws.iam.role(roleArn);
  const actions = autoMode ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'];
  if (!role || !actions.every((action) => trusts(role, 'eks.amazonaws.com', action))) {
    throw invalidParameter(
      `Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`,
    );
  }
  const needed = ['AmazonEKSClusterPolicy', ...(autoMode ? AUTO_MODE_POLICIES : [])];
  const missing = needed.filter(
    (name) => !role.attachedPolicyArns.some((arn) => arn.endsWith(`:policy/${name}`)),
  );
  if (missing.length > 0) {
    throw invalidParameter(
      `The provided role doesn't have the Amazon EKS Managed Policies associated with it. Please ensure the following policies [${missing.join(', ')}] are attached`,
    );
  }
}

const AUTO_MODE_POLICIES = [
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/** Whether the role's trust policy lets the service act so. */
export function trusts(role: IamRole, service: string, action: string): boolean {
  return role.trust.some((entry) => entry.service === service && entry.actions.includes(action));
}
