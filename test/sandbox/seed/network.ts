import { createHash } from 'node:crypto';
import { INSTANCE_TYPES } from '../ec2/instance-types';
import type {
  AvailabilityZone,
  DefaultRoute,
  InstanceTypeOffering,
  KeyPair,
  Region,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from '../ec2/region';

interface SubnetPlan {
  readonly name: string;
  readonly zone: string;
  readonly cidr: string;
  readonly freeAddresses: number;
  /** `isolated`: in no table of its own, and the VPC's main one leads nowhere. */
  readonly kind: 'public' | 'private' | 'isolated';
}

interface VpcPlan {
  readonly name: string;
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly enableDnsHostnames: boolean;
  readonly subnets: readonly SubnetPlan[];
  /** Name and description, beside the group `default` that every VPC has. */
  readonly securityGroups: Readonly<Record<string, string>>;
}

export interface RegionPlan {
  readonly accountId: string;
  readonly name: string;
  readonly zones: readonly AvailabilityZone[];
  readonly vpcs: readonly VpcPlan[];
  readonly keyPairs: readonly string[];
  /** Zones, by name, that lack the types listed for them. */
  readonly notOffered: Readonly<Record<string, readonly string[]>>;
}

/** A region with all that the plan says. IDs are made from names, so that they are the same each time. */
export function seedRegion(plan: RegionPlan): Region {
  const networks = plan.vpcs.map((vpc) => seedVpc(plan, vpc));
  return {
    name: plan.name,
    availabilityZones: plan.zones,
    vpcs: networks.map(({ vpc }) => vpc),
    subnets: networks.flatMap(({ subnets }) => subnets),
    securityGroups: networks.flatMap(({ securityGroups }) => securityGroups),
    routeTables: networks.flatMap(({ routeTables }) => routeTables),
    keyPairs: plan.keyPairs.map((name) => seedKeyPair(plan, name)),
    launchTemplates: new Map(),
    instanceTypeOfferings: offerings(plan),
    scarceInstanceTypes: new Set(),
    metadataDefaults: {},
  };
}

interface Network {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly routeTables: readonly RouteTable[];
}

function seedVpc({ accountId, name: region }: RegionPlan, plan: VpcPlan): Network {
  const id = (kind: string, name: string) => resourceId(kind, `${accountId} ${region} ${plan.name} ${name}`);
  const vpcId = id('vpc', '');
  const subnets = plan.subnets.map(({ name, zone, cidr, freeAddresses, kind }) => ({
    id: id('subnet', name),
    vpcId,
    cidr,
    availabilityZone: zone,
    freeAddresses,
    mapPublicIpOnLaunch: kind === 'public',
    tags: { Name: name },
  }));
  const idsOf = (kind: SubnetPlan['kind']) =>
    subnets.filter((_, index) => plan.subnets[index]?.kind === kind).map((subnet) => subnet.id);
  const toInternet: DefaultRoute = { kind: 'internet gateway', gatewayId: id('igw', '') };
  const toNat: DefaultRoute = { kind: 'NAT gateway', natGatewayId: id('nat', '') };
  const securityGroups = { default: 'default VPC security group', ...plan.securityGroups };
  return {
    vpc: {
      id: vpcId,
      cidr: plan.cidr,
      isDefault: plan.isDefault,
      enableDnsSupport: true,
      enableDnsHostnames: plan.enableDnsHostnames,
      tags: { Name: plan.name },
    },
    subnets,
    securityGroups: Object.entries(securityGroups).map(([name, description]) => ({
      id: id('sg', name),
      name,
      description,
      vpcId,
      tags: {},
    })),
    routeTables: [
      { id: id('rtb', 'main'), vpcId, isMain: true, subnetIds: [], defaultRoute: { kind: 'none' } },
      { id: id('rtb', 'public'), vpcId, isMain: false, subnetIds: idsOf('public'), defaultRoute: toInternet },
      { id: id('rtb', 'private'), vpcId, isMain: false, subnetIds: idsOf('private'), defaultRoute: toNat },
    ],
  };
}

function seedKeyPair({ accountId, name: region }: RegionPlan, name: string): KeyPair {
  const digest = createHash('sha256').update(`${accountId} ${region} ${name}`).digest('base64');
  return {
    id: resourceId('key', `${accountId} ${region} ${name}`),
    name,
    type: 'ed25519',
    fingerprint: digest,
    createdAt: new Date('2025-03-14T09:26:53Z'),
  };
}

function offerings({ zones, notOffered }: RegionPlan): readonly InstanceTypeOffering[] {
  return INSTANCE_TYPES.map(({ name }) => ({
    instanceType: name,
    availabilityZones: zones
      .map((zone) => zone.name)
      .filter((zone) => !notOffered[zone]?.some((family) => name.startsWith(`${family}.`))),
  }));
}

/** `vpc-0123456789abcdef0` and the like: the kind and 17 hex digits. */
function resourceId(kind: string, subject: string): string {
  return `${kind}-0${createHash('sha256').update(`${kind} ${subject}`).digest('hex').slice(0, 16)}`;
}
