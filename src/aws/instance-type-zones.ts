import { paginateDescribeInstanceTypeOfferings, type EC2Client, type Filter } from '@aws-sdk/client-ec2';
import type { RequestOptions } from './request';
import { byName, collect } from './pages';

/** A type is offered in each of some zones: thousands of rows, which come a thousand a page at most. */
const LARGEST_PAGE = 1000;

/** Names of the zones that offer each type. */
export async function zonesByInstanceType(
  client: EC2Client,
  options: RequestOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const zones = new Map<string, string[]>();
  for (const { type, zone } of await offerings(client, [], options)) {
    const known = zones.get(type);
    if (known) known.push(zone);
    else zones.set(type, [zone]);
  }
  return new Map([...zones].map(([type, names]) => [type, names.sort(byName)]));
}

/** Names of the zones that offer one type. */
export async function zonesOffering(
  client: EC2Client,
  instanceType: string,
  options: RequestOptions,
): Promise<readonly string[]> {
  const found = await offerings(client, [{ Name: 'instance-type', Values: [instanceType] }], options);
  return found.map(({ zone }) => zone).sort(byName);
}

async function offerings(
  client: EC2Client,
  Filters: Filter[],
  options: RequestOptions,
): Promise<readonly { readonly type: string; readonly zone: string }[]> {
  const query = { LocationType: 'availability-zone' as const, Filters };
  const found = await collect(
    paginateDescribeInstanceTypeOfferings({ client, pageSize: LARGEST_PAGE }, query, options),
    (page) => page.InstanceTypeOfferings,
  );
  return found.flatMap(({ InstanceType: type, Location: zone }) => (type && zone ? [{ type, zone }] : []));
}
