import type { MetadataDefaults } from './instance-metadata';

/** What one account has in one region. */
export interface Region {
  readonly name: string;
  readonly availabilityZones: readonly AvailabilityZone[];
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly keyPairs: readonly KeyPair[];
  readonly routeTables: readonly RouteTable[];
  /** By ID. */
  readonly launchTemplates: Map<string, LaunchTemplate>;
  /** Names of the instance types that the region offers, and where not in every zone, in which zones. */
  readonly instanceTypeOfferings: readonly InstanceTypeOffering[];
  /** Names of those of which AWS has none free at the moment. */
  readonly scarceInstanceTypes: Set<string>;
  /** What the account has instances launched with that say nothing of it themselves. */
  readonly metadataDefaults: MetadataDefaults;
}

export interface AvailabilityZone {
  readonly name: string;
  /** Names are shuffled per account; IDs mean the same zone to all. */
  readonly id: string;
  readonly type: 'availability-zone' | 'local-zone' | 'wavelength-zone';
}

export interface Vpc {
  readonly id: string;
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
  readonly tags: Tags;
}

export interface Subnet {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZone: string;
  readonly freeAddresses: number;
  readonly mapPublicIpOnLaunch: boolean;
  readonly tags: Tags;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly tags: Tags;
}

export interface KeyPair {
  readonly id: string;
  readonly name: string;
  readonly type: 'rsa' | 'ed25519';
  readonly fingerprint: string;
  readonly createdAt: Date;
}

export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
  /** Subnets that name no table of their own use the main one. */
  readonly isMain: boolean;
  readonly subnetIds: readonly string[];
  readonly defaultRoute: DefaultRoute;
}

export type DefaultRoute =
  | { readonly kind: 'internet gateway'; readonly gatewayId: string }
  /** To a company's own network, by VPN or Direct Connect. */
  | { readonly kind: 'virtual private gateway'; readonly gatewayId: string }
  | { readonly kind: 'NAT gateway'; readonly natGatewayId: string }
  /** The NAT gateway was deleted, and its route forgotten. */
  | { readonly kind: 'black hole'; readonly natGatewayId: string }
  | { readonly kind: 'none' };

export interface LaunchTemplate {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly tags: Tags;
  /** `LaunchTemplateData` of each version, the first at index 0. */
  readonly versions: Readonly<Record<string, unknown>>[];
}

export interface InstanceTypeOffering {
  readonly instanceType: string;
  readonly availabilityZones: readonly string[];
}

export type Tags = Readonly<Record<string, string>>;
