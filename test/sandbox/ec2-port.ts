import type { MetadataDefaults } from './ec2/instance-metadata';
import type { AvailabilityZone } from './ec2/region';
import type { Place } from './eks/state';

/** EC2 as EKS and CloudFormation use it, in one account and region. */
export interface Ec2Port {
  vpc(place: Place, id: string): Vpc | undefined;
  subnet(place: Place, id: string): Subnet | undefined;
  securityGroup(place: Place, id: string): SecurityGroup | undefined;
  hasKeyPair(place: Place, name: string): boolean;
  /** `undefined` for a type that EC2 does not have. */
  instanceType(place: Place, name: string): InstanceType | undefined;
  /** Whether AWS has instances of the type free at the moment. */
  hasCapacity(place: Place, instanceType: string): boolean;
  /** What the account has said of new instances. */
  metadataDefaults(place: Place): MetadataDefaults;
  launchTemplate(place: Place, id: string): LaunchTemplate | undefined;
  createLaunchTemplate(place: Place, template: Omit<LaunchTemplate, 'id'>): LaunchTemplate;
  /** @returns the number of the new version */
  createLaunchTemplateVersion(place: Place, id: string, data: LaunchTemplate['data']): number;
  deleteLaunchTemplate(place: Place, id: string): void;
}

interface Vpc {
  readonly id: string;
  readonly cidr: string;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly availabilityZoneId: string;
  readonly zoneType: AvailabilityZone['type'];
  readonly cidr: string;
  readonly freeAddresses: number;
  readonly assignsPublicIp: boolean;
  /** Where its route table leads: only an instance with a public address gets through an internet gateway. */
  readonly wayOut: 'internet gateway' | 'another' | 'none';
}

interface SecurityGroup {
  readonly id: string;
  readonly vpcId: string;
}

interface InstanceType {
  readonly name: string;
  readonly architectures: readonly string[];
  /** Whether any image for nodes boots on it. */
  readonly bootsNodes: boolean;
  /** Zones of the region that offer it. */
  readonly availabilityZones: readonly string[];
}

export interface LaunchTemplate {
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
}
