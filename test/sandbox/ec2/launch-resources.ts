import type { AccountRegion } from '../eks/state';

/** Resource types that EC2 authorizes ec2:RunInstances on, whatever else a request names. */
const TYPES = ['instance', 'network-interface', 'security-group', 'subnet', 'volume'];
/** And those of them that tags are put on by what launches nodes. */
const TAGGED_TYPES = ['instance', 'network-interface', 'volume'];

/**
 * ARNs that launching instances is authorized on; IDs that are still to be given, or that the request leaves to a launch
 * template, are `*`. Images may be anybody's, so their ARNs name no account.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 */
export function launchResources(accountRegion: AccountRegion): readonly string[] {
  return [
    `arn:${accountRegion.partition}:ec2:${accountRegion.region}::image/*`,
    ...TYPES.map((type) => arnOf(accountRegion, type)),
  ];
}

/** ARNs that tagging launched instances is authorized on. */
export function taggedResources(accountRegion: AccountRegion): readonly string[] {
  return TAGGED_TYPES.map((type) => arnOf(accountRegion, type));
}

function arnOf({ partition, region, accountId }: AccountRegion, type: string): string {
  return `arn:${partition}:ec2:${region}:${accountId}:${type}/*`;
}
