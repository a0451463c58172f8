import { paginateDescribeInstanceTypeOfferings, type EC2Client, type Filter } from '@aws-sdk/client-ec2';
import type { SendOptions } from './call';
import { byName, collect } from './pages';

/** A type is offered in each of some zones: thousands of rows, which come a thousand a page at most. */
const LARGEST_PAGE = 1000;

/** Names of the zones that offer each type. */
export async function zonesByInstanceType(
  client: EC2Client,
  send: SendOptions,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const zones = new Map<string, string[]>();
  for (const { type, zone } of await offerings(client, [], send)) {
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
  send: SendOptions,
): Promise<readonly string[]> {
  const found = await offerings(client, [{ Name: 'instance-type', Values: [instanceType] }], send);
  return found.map(({ zone }) => zone).sort(byName);
}

async function offerings(
  client: EC2Client,
  Filters: Filter[],
  send: SendOptions,
): Promise<readonly { readonly type: string; readonly zone: string }[]> {
  const query = { LocationType: 'availability-zone' as const, Filters };
  const found = await collect(
    paginateDescribeInstanceTypeOfferings({ client, pageSize: LARGEST_PAGE }, query, send),
    (page) => page.InstanceTypeOfferings,
  );
  return found.flatMap(({ InstanceType: type, Location: zone }) => (type && zone ? [{ type, zone }] : []));
}
