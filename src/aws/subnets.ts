import { paginateDescribeSubnets, type EC2Client } from '@aws-sdk/client-ec2';
import type { LoadBalancerScheme, Subnet } from '../core/ports/aws';
import type { RequestOptions } from './request';
import { byName, collect } from './pages';
import { orUndefined } from './optional-read';
import { subnetRoutes } from './subnet-routes';
import { loadBalancerTags, nameTag } from './tags';
import { zoneTypes } from './zone-types';

/** The subnets of a VPC by zone, each with its route and the type of its zone where the role may ask for those. */
export async function subnets(
  client: EC2Client,
  vpcId: string,
  options: RequestOptions,
): Promise<readonly Subnet[]> {
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const [found, routes, types] = await Promise.all([
    collect(paginateDescribeSubnets({ client }, ofVpc, options), (page) => page.Subnets),
    orUndefined(subnetRoutes(client, vpcId, options)),
    orUndefined(zoneTypes(client, options)),
  ]);
  return found
    .map((subnet): Subnet => ({
      id: subnet.SubnetId ?? '',
      name: nameTag(subnet.Tags),
      cidr: subnet.CidrBlock ?? '',
      availabilityZone: subnet.AvailabilityZone ?? '',
      zoneId: subnet.AvailabilityZoneId ?? '',
      zoneType: types?.get(subnet.AvailabilityZoneId ?? ''),
      freeAddresses: subnet.AvailableIpAddressCount ?? 0,
      assignsPublicIp: subnet.MapPublicIpOnLaunch ?? false,
      route: routes?.(subnet.SubnetId ?? ''),
      ...withSchemes(loadBalancerTags(subnet.Tags)),
    }))
    .sort((a, b) => byName(a.availabilityZone, b.availabilityZone) || byName(a.id, b.id));
}

function withSchemes(loadBalancers: readonly LoadBalancerScheme[]): Pick<Subnet, 'loadBalancers'> {
  return loadBalancers.length > 0 ? { loadBalancers } : {};
}
