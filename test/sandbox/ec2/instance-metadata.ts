import { number, structure, structures, text } from '../input';

/** What an instance's metadata service is like, in the words of ec2:ModifyInstanceMetadataDefaults. */
export interface MetadataOptions {
  readonly httpEndpoint: 'enabled' | 'disabled';
  readonly httpTokens: 'optional' | 'required';
  readonly httpPutResponseHopLimit: number;
  readonly instanceMetadataTags: 'enabled' | 'disabled';
}

/** What an account has said of new instances in a region; `undefined`: nothing. */
export type MetadataDefaults = Partial<MetadataOptions> & {
  /** Whether EC2 refuses to launch instances that do with IMDSv1. */
  readonly httpTokensEnforced?: 'enabled' | 'disabled';
};

/** EC2's own defaults, where neither the launch nor the account says anything; images may differ. */
const OF_EC2: MetadataOptions = {
  httpEndpoint: 'enabled',
  httpTokens: 'optional',
  httpPutResponseHopLimit: 1,
  instanceMetadataTags: 'disabled',
};

/**
 * The options of an instance: what its launch says, then what the account says, then EC2, each option by itself.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 * @param data `LaunchTemplateData`
 */
export function metadataOptions(
  data: Readonly<Record<string, unknown>>,
  defaults: MetadataDefaults,
): MetadataOptions {
  const asked = structure(data, 'MetadataOptions');
  const base = { ...OF_EC2, ...defaults };
  return {
    httpEndpoint: onOff(text(asked, 'HttpEndpoint')) ?? base.httpEndpoint,
    httpTokens: text(asked, 'HttpTokens') === 'required' ? 'required' : base.httpTokens,
    httpPutResponseHopLimit: number(asked, 'HttpPutResponseHopLimit') ?? base.httpPutResponseHopLimit,
    instanceMetadataTags: onOff(text(asked, 'InstanceMetadataTags')) ?? base.instanceMetadataTags,
  };
}

function onOff(value: string | undefined): 'enabled' | 'disabled' | undefined {
  return value === 'enabled' || value === 'disabled' ? value : undefined;
}

/** What EC2 says where the account insists on IMDSv2. The words are unverified. */
export const IMDSV1_REFUSED =
  'You can’t launch instances with IMDSv1 because httpTokensEnforced is enabled for this account.';

const TAG_KEY = /^[0-9a-zA-Z\-_+=,.@:]{1,255}$/;
const RESERVED_KEYS = ['.', '..', '_index'];

/** Why an instance with these tags cannot have them in its metadata; `undefined` where it can, or need not. */
export function metadataTagProblem(
  { instanceMetadataTags }: MetadataOptions,
  keys: readonly string[],
): string | undefined {
  if (instanceMetadataTags === 'disabled') return undefined;
  const bad = keys.find((key) => !TAG_KEY.test(key) || RESERVED_KEYS.includes(key));
  if (bad === undefined) return undefined;
  return `'${bad}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\-_+=,.@:]{1,255}), and must not be a reserved name ('.', '..', '_index')`;
}

/** Keys of the tags that a launch template gives its instances. */
export function instanceTags(data: Readonly<Record<string, unknown>>): readonly string[] {
  return structures(data, 'TagSpecifications')
    .filter((specification) => text(specification, 'ResourceType') === 'instance')
    .flatMap((specification) => structures(specification, 'Tags'))
    .flatMap((tag) => text(tag, 'Key') ?? []);
}
