import {
  paginateDescribeRouteTables,
  type EC2Client,
  type Route,
  type RouteTable,
} from '@aws-sdk/client-ec2';
import type { SubnetRoute } from '../core/ports/aws';
import type { RequestOptions } from './request';
import { collect } from './pages';

/** Where each subnet of a VPC sends what leaves the VPC, by its ID. */
export type SubnetRoutes = (subnetId: string) => SubnetRoute | undefined;

/**
 * A subnet that is associated with no table of its own uses the VPC's main one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html
 */
export async function subnetRoutes(
  client: EC2Client,
  vpcId: string,
  options: RequestOptions,
): Promise<SubnetRoutes> {
  const ofVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const tables = await collect(
    paginateDescribeRouteTables({ client }, ofVpc, options),
    (page) => page.RouteTables,
  );
  const bySubnet = new Map(
    tables.flatMap((table) =>
      (table.Associations ?? []).flatMap(({ SubnetId }) =>
        SubnetId === undefined ? [] : [[SubnetId, table]],
      ),
    ),
  );
  const main = tables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
  return (subnetId) => {
    const table = bySubnet.get(subnetId) ?? main;
    return table && routeOf(table);
  };
}

/** A route whose gateway has gone stays in its table, as a black hole. */
function routeOf({ Routes = [] }: RouteTable): SubnetRoute {
  const out = Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === '0.0.0.0/0');
  if (out?.State !== 'active') return 'isolated';
  return leadsToInternetGateway(out) ? 'public' : 'private';
}

/** Virtual private gateways are in the same member. */
function leadsToInternetGateway({ GatewayId = '' }: Route): boolean {
  return GatewayId.startsWith('igw-');
}
