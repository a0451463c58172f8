import { INSTALLATION_TAG, OPERATION_TAG, PROJECT_TAG } from '../naming';
import type { Permission } from './permission';
import type { Scope } from './scopes';

/** What a request tells IAM besides action and resource, by condition key. A list is a key of several values. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

/** The cluster and the place that the requests are about. */
export interface RequestPlace {
  readonly partition: string;
  readonly region: string;
  /** Of the cluster, as the user chose them; ours come with them. */
  readonly tags?: Readonly<Record<string, string>>;
}

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/** What CloudFormation does with the session that it is given; the rest are calls of our own. */
const BY_CLOUDFORMATION = ['create', 'delete', 'retry'] as const;

/** What a stack makes carries the tags of the stack. */
const OF_STACK: readonly Scope[] = [
  'Stacks',
  'Clusters',
  'LaunchTemplates',
  'StackRoles',
  'NodeInstanceProfiles',
  'AutoScalingGroups',
];

/** Actions that put tags on what they make, of those that our permissions name. */
const TAGGING =
  /:(?:TagResource|TagRole|TagInstanceProfile|CreateTags|CreateOrUpdateTags|RunInstances|Create(?!ServiceLinkedRole|Grant|LaunchTemplateVersion)\w+)$/;

/**
 * IAM answers for all regions from one:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion
 */
const IAM_REGIONS: Readonly<Record</* partition */ string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
};

/** A tag's value that is not known before the operation has begun. */
const SOME_ID = '00000000-0000-4000-8000-000000000000';

/**
 * What is known of the real requests that a permission is for: the region, the tags, and whether CloudFormation makes
 * them for us. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestContext({ action, features, scope }: Permission, place: RequestPlace): RequestContext {
  const tags: Readonly<Record<string, string>> = {
    ...(scope === 'Repositories' ? { [PROJECT_TAG]: SOME_ID } : { ...place.tags, [OPERATION_TAG]: SOME_ID }),
    [INSTALLATION_TAG]: SOME_ID,
  };
  const isTagging = TAGGING.test(action);
  const isForwarded =
    !action.startsWith('cloudformation:') && BY_CLOUDFORMATION.some((feature) => features.includes(feature));
  return {
    'aws:RequestedRegion': requestedRegion(action, place),
    ...(isForwarded ? VIA_CLOUDFORMATION : DIRECT),
    ...(isTagging && { 'aws:TagKeys': Object.keys(tags), ...keyed('aws:RequestTag', tags) }),
    ...(!isTagging && OF_STACK.includes(scope) && keyed('aws:ResourceTag', tags)),
  };
}

const DIRECT: RequestContext = { 'aws:SecureTransport': 'true', 'aws:ViaAWSService': 'false' };
const VIA_CLOUDFORMATION: RequestContext = {
  'aws:SecureTransport': 'true',
  'aws:ViaAWSService': 'true',
  'aws:CalledVia': [CLOUDFORMATION],
  'aws:CalledViaFirst': CLOUDFORMATION,
  'aws:CalledViaLast': CLOUDFORMATION,
};

/** The region that IAM takes a request to be for. */
export function requestedRegion(action: string, { partition, region }: RequestPlace): string {
  return action.startsWith('iam:') ? (IAM_REGIONS[partition] ?? region) : region;
}

function keyed(prefix: string, tags: Readonly<Record<string, string>>): RequestContext {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`${prefix}/${key}`, value]));
}

/** Keys that the real request does not carry either, so that a decision without them holds. */
export function isAbsentFromRequest(key: string, context: RequestContext): boolean {
  const isDirect = context['aws:ViaAWSService'] === 'false';
  if (/^aws:CalledVia/i.test(key)) return isDirect;
  // No request of ours carries tags that the user has not chosen.
  if (/^aws:(RequestTag\/|TagKeys$)/i.test(key)) return true;
  return /^aws:(Source(Arn|Account|OrgID|OrgPaths)|PrincipalServiceName)/i.test(key);
}
