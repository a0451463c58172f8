import { DescribeAvailabilityZonesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { ZoneType } from '../core/ports/aws';
import type { RequestOptions } from './request';

const TYPES: readonly ZoneType[] = ['availability-zone', 'local-zone', 'wavelength-zone'];

/** What kind each zone is that the account may use, by its ID. EC2 gives them all at once. */
export async function zoneTypes(
  client: EC2Client,
  options: RequestOptions,
): Promise<ReadonlyMap<string, ZoneType>> {
  const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand(), options);
  return new Map(
    AvailabilityZones.flatMap(({ ZoneId, ZoneType }) => {
      const type = TYPES.find((each) => each === ZoneType);
      return ZoneId !== undefined && type ? [[ZoneId, type]] : [];
    }),
  );
}
