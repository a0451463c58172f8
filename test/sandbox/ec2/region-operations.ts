import type { Account } from '../accounts';
import { flag } from '../input';
import { ServiceError, type Operation } from '../service';
import { authorizeEc2, describeOperation } from './listing';
import { filtered } from './filters';
import type { AvailabilityZone, KeyPair } from './region';
import { texts } from '../input';
import { dnsSuffix } from '../partitions';

/** Regions that AWS has, by partition, and that an account uses only after it has opted in. */
const OPT_IN_REGIONS: Readonly<Record<string, readonly string[]>> = { aws: ['ap-east-1'] };

interface RegionEntry {
  readonly name: string;
  readonly optInStatus: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
}

/** Operations on regions, their zones, and the region's key pairs. */
export const PLACE_OPERATIONS: Readonly<Record<string, Operation>> = {
  DescribeRegions: (request) => {
    authorizeEc2(request);
    const all = regionsOf(request.caller.account);
    const shown = flag(request.input, 'AllRegions') === true ? all : all.filter(isUsable);
    const wanted = texts(request.input, 'RegionName');
    const invalid = wanted.find((name) => !all.some((region) => region.name === name));
    if (invalid !== undefined) {
      throw new ServiceError('InvalidParameterValue', `Invalid region provided: ${invalid}`);
    }
    const found = filtered(
      shown.filter(({ name }) => wanted.length === 0 || wanted.includes(name)),
      request.input,
      { 'region-name': ({ name }) => name, 'opt-in-status': ({ optInStatus }) => optInStatus },
    );
    return {
      Regions: found.map(({ name, optInStatus }) => ({
        RegionName: name,
        Endpoint: `ec2.${name}.${dnsSuffix(request.caller.account.partition)}`,
        OptInStatus: optInStatus,
      })),
    };
  },

  DescribeAvailabilityZones: describeOperation<AvailabilityZone>({
    member: 'AvailabilityZones',
    items: ({ region }) => region.availabilityZones,
    pick: {
      parameter: 'ZoneName',
      by: ({ name }) => name,
      missing: (names) =>
        new ServiceError('InvalidParameterValue', `Invalid availability zone: [${names.join(', ')}]`),
    },
    filters: {
      'zone-name': ({ name }) => name,
      'zone-id': ({ id }) => id,
      'zone-type': ({ type }) => type,
      'opt-in-status': optInStatus,
      state: () => 'available',
    },
    view: (zone, { region }) => ({
      ZoneName: zone.name,
      ZoneId: zone.id,
      ZoneType: zone.type,
      RegionName: region.name,
      GroupName: groupOf(zone, region.name),
      NetworkBorderGroup: groupOf(zone, region.name),
      OptInStatus: optInStatus(zone),
      State: 'available',
      Messages: [],
    }),
  }),

  DescribeKeyPairs: describeOperation<KeyPair>({
    member: 'KeyPairs',
    items: ({ region }) => region.keyPairs,
    pick: {
      parameter: 'KeyName',
      by: ({ name }) => name,
      missing: (names) =>
        new ServiceError('InvalidKeyPair.NotFound', `The key pair '${names[0] ?? ''}' does not exist`),
    },
    filters: {
      'key-pair-id': ({ id }) => id,
      'key-name': ({ name }) => name,
      fingerprint: ({ fingerprint }) => fingerprint,
    },
    view: (keyPair) => ({
      KeyPairId: keyPair.id,
      KeyName: keyPair.name,
      KeyType: keyPair.type,
      KeyFingerprint: keyPair.fingerprint,
      CreateTime: keyPair.createdAt,
      Tags: [],
    }),
  }),
};

/** Zones that the account has not opted in to are listed on request only, and there are none here. */
function optInStatus({ type }: AvailabilityZone): string {
  return type === 'availability-zone' ? 'opt-in-not-required' : 'opted-in';
}

/** Of a Local Zone: its name without the letter. */
function groupOf({ name, type }: AvailabilityZone, region: string): string {
  return type === 'availability-zone' ? region : name.replace(/[a-z]$/, '');
}

function regionsOf(account: Account): readonly RegionEntry[] {
  const optIn = OPT_IN_REGIONS[account.partition] ?? [];
  const optedOut = optIn.filter((name) => !account.regions.has(name));
  return [
    ...[...account.regions.keys()].map((name): RegionEntry => ({
      name,
      optInStatus: optIn.includes(name) ? 'opted-in' : 'opt-in-not-required',
    })),
    ...optedOut.map((name): RegionEntry => ({ name, optInStatus: 'not-opted-in' })),
  ];
}

function isUsable({ optInStatus }: RegionEntry): boolean {
  return optInStatus !== 'not-opted-in';
}
