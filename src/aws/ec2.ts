import {
  DescribeKeyPairsCommand,
  DescribeRegionsCommand,
  EC2Client,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2';
import type { ListedInstanceType, KeyPair, SecurityGroup, Subnet, Vpc, VpcDns } from '../core/ports/aws';
import type { RequestOptions } from './request';
import { forService, type ClientSettings } from './client-settings';
import { dryRun } from './ec2-dry-runs';
import { zonesOffering } from './instance-type-zones';
import { instanceTypes, vcpus } from './instance-types';
import { byName, collect } from './pages';
import { subnets } from './subnets';
import { vpcDns, vpcs } from './vpcs';

/** What EC2 is asked for. Loaded when needed: it throws what the SDK throws, and its caller translates. */
export interface Ec2 {
  enabledRegions(options: RequestOptions): Promise<readonly string[]>;
  regionAccess(options: RequestOptions): Promise<'enabled' | 'disabled' | 'unknown'>;
  keyPairs(options: RequestOptions): Promise<readonly KeyPair[]>;
  vpcs(options: RequestOptions): Promise<readonly Vpc[]>;
  vpcDns(vpcId: string, options: RequestOptions): Promise<VpcDns>;
  subnets(vpcId: string, options: RequestOptions): Promise<readonly Subnet[]>;
  securityGroups(vpcId: string, options: RequestOptions): Promise<readonly SecurityGroup[]>;
  instanceTypes(options: RequestOptions): Promise<readonly ListedInstanceType[]>;
  vcpus(instanceType: string, options: RequestOptions): Promise<number>;
  zonesOffering(instanceType: string, options: RequestOptions): Promise<readonly string[]>;
  /** Throws EC2's answer to whether it would let the action pass: it always is an error. */
  dryRun(action: string, options: RequestOptions): Promise<void>;
}

export function createEc2(settings: ClientSettings): Ec2 {
  const client = new EC2Client(forService(settings, 'EC2'));
  return {
    async enabledRegions(options) {
      const { Regions = [] } = await client.send(new DescribeRegionsCommand(), options);
      return Regions.flatMap(({ RegionName }) => RegionName ?? []).sort(byName);
    },

    async regionAccess(options) {
      const command = new DescribeRegionsCommand({ AllRegions: true });
      const { Regions = [] } = await client.send(command, options);
      const region = Regions.find(({ RegionName }) => RegionName === settings.region);
      if (!region) return 'unknown';
      return region.OptInStatus === 'not-opted-in' ? 'disabled' : 'enabled';
    },

    async keyPairs(options) {
      const { KeyPairs = [] } = await client.send(new DescribeKeyPairsCommand(), options);
      return KeyPairs.map(({ KeyName: name = '' }) => ({ name })).sort((a, b) => byName(a.name, b.name));
    },

    async securityGroups(vpcId, options) {
      const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
      const pages = paginateDescribeSecurityGroups({ client }, ofVpc, options);
      const groups = await collect(pages, (page) => page.SecurityGroups);
      return groups
        .map(({ GroupId: id = '', GroupName: name = '', Description: description = '' }) => ({
          id,
          name,
          description,
        }))
        .sort((a, b) => byName(a.name, b.name));
    },

    vpcs: (options) => vpcs(client, options),
    vpcDns: (vpcId, options) => vpcDns(client, vpcId, options),
    subnets: (vpcId, options) => subnets(client, vpcId, options),
    instanceTypes: (options) => instanceTypes(client, options),
    vcpus: (instanceType, options) => vcpus(client, instanceType, options),
    zonesOffering: (instanceType, options) => zonesOffering(client, instanceType, options),
    dryRun: (action, options) => dryRun(client, action, options),
  };
}
