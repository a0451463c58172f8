import type { Al2023AmiType } from '../cluster-form/cluster-spec';

/** The form's option lists, all pages of each. */
export interface OptionsPort {
  kubernetesVersions(signal: AbortSignal): Promise<readonly KubernetesVersion[]>;
  serviceRoles(signal: AbortSignal): Promise<readonly ServiceRole[]>;
  keyPairs(signal: AbortSignal): Promise<readonly KeyPair[]>;
  vpcs(signal: AbortSignal): Promise<readonly Vpc[]>;
  subnets(vpcId: string, signal: AbortSignal): Promise<readonly Subnet[]>;
  securityGroups(vpcId: string, signal: AbortSignal): Promise<readonly SecurityGroup[]>;
  instanceTypes(signal: AbortSignal): Promise<readonly ListedInstanceType[]>;
}

export interface KubernetesVersion {
  readonly version: string;
  readonly isDefault: boolean;
  /** `unknown` where the role may not ask EKS for its versions and an add-on's had to do. */
  readonly support: 'standard' | 'extended' | 'unknown';
  /** ISO dates; absent where EKS does not say. */
  readonly endOfStandardSupport?: string;
  readonly endOfExtendedSupport?: string;
  /** Whether EKS has the add-on metrics-server for it in this region; absent where the role may not ask. */
  readonly offersMetricsServer?: boolean;
}

export interface ServiceRole {
  readonly arn: string;
  readonly name: string;
  /** Whether its trust policy lets `eks.amazonaws.com` assume it. */
  readonly trustsEks: boolean;
  /** Whether it lets EKS tag its sessions, as Auto Mode does. */
  readonly tagsSessions?: boolean;
  /** ARNs of the managed policies attached to it; absent where they were not read, or may not be. */
  readonly attachedPolicies?: readonly string[];
}

export interface KeyPair {
  readonly name: string;
}

export interface Vpc {
  readonly id: string;
  readonly name?: string;
  /** All of its IPv4 ranges, the primary one first. */
  readonly cidrs: readonly string[];
  readonly isDefault: boolean;
  /** Absent where the role may not ask. */
  readonly dns?: VpcDns;
}

export interface VpcDns {
  readonly support: boolean;
  readonly hostnames: boolean;
}

export interface Subnet {
  readonly id: string;
  readonly name?: string;
  readonly cidr: string;
  readonly availabilityZone: string;
  /** The same zone in every account, for example `euc1-az2`; its name is not. */
  readonly zoneId: string;
  /** Absent where the role may not ask. */
  readonly zoneType?: ZoneType;
  readonly freeAddresses: number;
  readonly assignsPublicIp: boolean;
  /** Where its route table sends what leaves the VPC; absent where the role may not read route tables. */
  readonly route?: SubnetRoute;
  /** What kinds of load balancers its tags name it for; absent where there is no such tag. */
  readonly loadBalancers?: readonly LoadBalancerScheme[];
}

/** Who reaches a load balancer: the internet, or its VPC. */
export type LoadBalancerScheme = 'public' | 'internal';

/** Local Zones and Wavelength Zones are listed as Availability Zones, too, once an account has opted in to them. */
export type ZoneType = 'availability-zone' | 'local-zone' | 'wavelength-zone';

/**
 * `public`: to an internet gateway. `private`: by way of a NAT gateway or another hop (transit gateway, peering, an
 * appliance). `isolated`: nowhere.
 */
export type SubnetRoute = 'public' | 'private' | 'isolated';

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** What EC2 says of an instance type. */
export type ListedInstanceType = InstanceType | UnfitInstanceType;

/** One that nodes can be of. */
export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  /** The image of Amazon Linux that drives it. */
  readonly amiType: Al2023AmiType;
  /** For example `1 × NVIDIA T4`; absent where it has none. */
  readonly gpu?: string;
  /** How many pods a node has addresses for, by AWS's own rule. */
  readonly maxPods?: number;
  /** Names of the Availability Zones that offer it; absent where the role may not ask. */
  readonly zones?: readonly string[];
  /** Whether EC2 has it as Spot Instances; absent where EC2 does not say. */
  readonly spot?: boolean;
  readonly unfit?: undefined;
}

/** One that nodes cannot be of, with the reason. */
interface UnfitInstanceType {
  readonly name: string;
  readonly unfit: Unfitness;
}

export type Unfitness =
  | 'architecture'
  /** No image has a driver for its accelerator. */
  | 'accelerator'
  /** Graviton of the first generation lacks instructions that the images are compiled for. */
  | 'first-graviton'
  /** EKS takes none of the oldest types. */
  | 'first-generation'
  | 'memory'
  /** EC2 has it neither on demand nor as Spot Instances. */
  | 'reserved-only';

export function isForNodes(type: ListedInstanceType): type is InstanceType {
  return type.unfit === undefined;
}
