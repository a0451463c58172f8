import {
  DescribeKeyPairsCommand,
  DescribeRegionsCommand,
  EC2Client,
  paginateDescribeSecurityGroups,
} from '@aws-sdk/client-ec2';
import type { ListedInstanceType, KeyPair, SecurityGroup, Subnet, Vpc, VpcDns } from '../core/ports/aws';
import type { SendOptions } from './call';
import { forService, type ClientSettings } from './client-settings';
import { dryRun } from './ec2-dry-runs';
import { zonesOffering } from './instance-type-zones';
import { instanceTypes, vcpus } from './instance-types';
import { byName, collect } from './pages';
import { subnets } from './subnets';
import { vpcDns, vpcs } from './vpcs';

/** What EC2 is asked for. Loaded when needed: it throws what the SDK throws, and its caller translates. */
export interface Ec2 {
  enabledRegions(send: SendOptions): Promise<readonly string[]>;
  regionAccess(send: SendOptions): Promise<'enabled' | 'disabled' | 'unknown'>;
  keyPairs(send: SendOptions): Promise<readonly KeyPair[]>;
  vpcs(send: SendOptions): Promise<readonly Vpc[]>;
  vpcDns(vpcId: string, send: SendOptions): Promise<VpcDns>;
  subnets(vpcId: string, send: SendOptions): Promise<readonly Subnet[]>;
  securityGroups(vpcId: string, send: SendOptions): Promise<readonly SecurityGroup[]>;
  instanceTypes(send: SendOptions): Promise<readonly ListedInstanceType[]>;
  vcpus(instanceType: string, send: SendOptions): Promise<number>;
  zonesOffering(instanceType: string, send: SendOptions): Promise<readonly string[]>;
  /** Throws EC2's answer to whether it would let the action pass: it always is an error. */
  dryRun(action: string, send: SendOptions): Promise<void>;
}

export function createEc2(settings: ClientSettings): Ec2 {
  const client = new EC2Client(forService(settings, 'EC2'));
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

    async securityGroups(vpcId, send) {
      const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
      const pages = paginateDescribeSecurityGroups({ client }, ofVpc, send);
      const groups = await collect(pages, (page) => page.SecurityGroups);
      return groups
        .map(({ GroupId: id = '', GroupName: name = '', Description: description = '' }) => ({
          id,
          name,
          description,
        }))
        .sort((a, b) => byName(a.name, b.name));
    },

    vpcs: (send) => vpcs(client, send),
    vpcDns: (vpcId, send) => vpcDns(client, vpcId, send),
    subnets: (vpcId, send) => subnets(client, vpcId, send),
    instanceTypes: (send) => instanceTypes(client, send),
    vcpus: (instanceType, send) => vcpus(client, instanceType, send),
    zonesOffering: (instanceType, send) => zonesOffering(client, instanceType, send),
    dryRun: (action, send) => dryRun(client, action, send),
  };
}
