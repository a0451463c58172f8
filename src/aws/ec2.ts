import {
  DescribeKeyPairsCommand,
  DescribeRegionsCommand,
  DescribeVpcAttributeCommand,
  EC2Client,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Tag,
  type Vpc as EC2Vpc,
} from '@aws-sdk/client-ec2';
import type { InstanceType, KeyPair, SecurityGroup, Subnet, Vpc, VpcDns } from '../core/ports/aws';
import type { SendOptions } from './call';
import type { ClientSettings } from './client-settings';
import { dryRun } from './ec2-dry-runs';
import { instanceTypes, vcpus } from './instance-types';
import { byName, collect } from './pages';

/** What EC2 is asked for. A bundle of its own: it throws what the SDK throws, and its caller translates. */
export interface Ec2 {
  enabledRegions(send: SendOptions): Promise<readonly string[]>;
  regionAccess(send: SendOptions): Promise<'enabled' | 'disabled' | 'unknown'>;
  keyPairs(send: SendOptions): Promise<readonly KeyPair[]>;
  vpcs(send: SendOptions): Promise<readonly Vpc[]>;
  vpcDns(vpcId: string, send: SendOptions): Promise<VpcDns>;
  subnets(vpcId: string, send: SendOptions): Promise<readonly Subnet[]>;
  securityGroups(vpcId: string, send: SendOptions): Promise<readonly SecurityGroup[]>;
  instanceTypes(send: SendOptions): Promise<readonly InstanceType[]>;
  vcpus(instanceType: string, send: SendOptions): Promise<number>;
  /** Throws EC2's answer to whether it would let the action pass: it always is an error. */
  dryRun(action: string, send: SendOptions): Promise<void>;
}

export function createEc2(settings: ClientSettings): Ec2 {
  const client = new EC2Client(settings);
  return {
    async enabledRegions(send) {
      const { Regions = [] } = await client.send(new DescribeRegionsCommand(), send);
      return Regions.flatMap(({ RegionName }) => RegionName ?? []).sort(byName);
    },

    async regionAccess(send) {
      const command = new DescribeRegionsCommand({ AllRegions: true });
      const { Regions = [] } = await client.send(command, send);
      const region = Regions.find(({ RegionName }) => RegionName === settings.region);
      if (!region) return 'unknown';
      return region.OptInStatus === 'not-opted-in' ? 'disabled' : 'enabled';
    },

    async keyPairs(send) {
      const { KeyPairs = [] } = await client.send(new DescribeKeyPairsCommand(), send);
      return KeyPairs.map(({ KeyName: name = '' }) => ({ name })).sort((a, b) => byName(a.name, b.name));
    },

    async vpcs(send) {
      const vpcs = await collect(paginateDescribeVpcs({ client }, {}, send), (page) => page.Vpcs);
      return vpcs.map(({ VpcId: id = '', IsDefault: isDefault = false, Tags, ...vpc }) => ({
        id,
        name: nameTag(Tags),
        cidrs: cidrsOf(vpc),
        isDefault,
      }));
    },

    async vpcDns(VpcId, send) {
      // One attribute a call.
      const [{ EnableDnsSupport: support }, { EnableDnsHostnames: hostnames }] = await Promise.all([
        client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' }), send),
        client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' }), send),
      ]);
      return { support: support?.Value ?? false, hostnames: hostnames?.Value ?? false };
    },

    async subnets(vpcId, send) {
      const pages = paginateDescribeSubnets({ client }, inVpc(vpcId), send);
      const subnets = await collect(pages, (page) => page.Subnets);
      return subnets
        .map((subnet) => ({
          id: subnet.SubnetId ?? '',
          name: nameTag(subnet.Tags),
          cidr: subnet.CidrBlock ?? '',
          availabilityZone: subnet.AvailabilityZone ?? '',
          zoneId: subnet.AvailabilityZoneId ?? '',
          freeAddresses: subnet.AvailableIpAddressCount ?? 0,
          assignsPublicIp: subnet.MapPublicIpOnLaunch ?? false,
        }))
        .sort((a, b) => byName(a.availabilityZone, b.availabilityZone) || byName(a.id, b.id));
    },

    async securityGroups(vpcId, send) {
      const pages = paginateDescribeSecurityGroups({ client }, inVpc(vpcId), send);
      const groups = await collect(pages, (page) => page.SecurityGroups);
      return groups
        .map(({ GroupId: id = '', GroupName: name = '', Description: description = '' }) => ({
          id,
          name,
          description,
        }))
        .sort((a, b) => byName(a.name, b.name));
    },

    instanceTypes: (send) => instanceTypes(client, send),
    vcpus: (instanceType, send) => vcpus(client, instanceType, send),
    dryRun: (action, send) => dryRun(client, action, send),
  };
}

function inVpc(vpcId: string) {
  return { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
}

/** A range that is being taken from the VPC, or never came to be, is listed as well. */
function cidrsOf({ CidrBlock: primary = '', CidrBlockAssociationSet: all = [] }: EC2Vpc): readonly string[] {
  const further = all.flatMap(({ CidrBlock, CidrBlockState }) =>
    CidrBlock !== undefined && CidrBlockState?.State === 'associated' ? [CidrBlock] : [],
  );
  return [...new Set([primary, ...further])];
}

function nameTag(tags: readonly Tag[] = []): string | undefined {
  return tags.find(({ Key }) => Key === 'Name')?.Value;
}
