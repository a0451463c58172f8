import { DescribeAvailabilityZonesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { ZoneType } from '../core/ports/aws';
import type { SendOptions } from './call';

const TYPES: readonly ZoneType[] = ['availability-zone', 'local-zone', 'wavelength-zone'];

/** What kind each zone is that the account may use, by its ID. EC2 gives them all at once. */
export async function zoneTypes(
  client: EC2Client,
  send: SendOptions,
): Promise<ReadonlyMap<string, ZoneType>> {
  const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand(), send);
  return new Map(
    AvailabilityZones.flatMap(({ ZoneId, ZoneType }) => {
      const type = TYPES.find((each) => each === ZoneType);
      return ZoneId !== undefined && type ? [[ZoneId, type]] : [];
    }),
  );
}
