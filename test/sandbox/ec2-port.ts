import type { MetadataDefaults } from './ec2/instance-metadata';
import type { AvailabilityZone } from './ec2/region';
import type { AccountRegion } from './eks/state';

/** EC2 as EKS and CloudFormation use it, in one account and region. */
export interface Ec2Port {
  vpc(accountRegion: AccountRegion, id: string): Vpc | undefined;
  subnet(accountRegion: AccountRegion, id: string): Subnet | undefined;
  securityGroup(accountRegion: AccountRegion, id: string): SecurityGroup | undefined;
  hasKeyPair(accountRegion: AccountRegion, name: string): boolean;
  /** `undefined` for a type that EC2 does not have. */
  instanceType(accountRegion: AccountRegion, name: string): InstanceType | undefined;
  /** Whether AWS has instances of the type free at the moment. */
  hasCapacity(accountRegion: AccountRegion, instanceType: string): boolean;
  /** What the account has said of new instances. */
  metadataDefaults(accountRegion: AccountRegion): MetadataDefaults;
  launchTemplate(accountRegion: AccountRegion, id: string): LaunchTemplate | undefined;
  createLaunchTemplate(accountRegion: AccountRegion, template: Omit<LaunchTemplate, 'id'>): LaunchTemplate;
  /** @returns the number of the new version */
  createLaunchTemplateVersion(accountRegion: AccountRegion, id: string, data: LaunchTemplate['data']): number;
  deleteLaunchTemplate(accountRegion: AccountRegion, id: string): void;
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
