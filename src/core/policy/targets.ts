import { parseRoleArn } from '../arn';
import { PREFIX, stackName } from '../naming';
import type { Condition } from './document';
import type { Permission } from './permission';
import { requestContext, type RequestContext } from './request-context';
import { reachOf } from './scopes';

/** The cluster that permissions are asked about. */
export interface ClusterPlace {
  readonly name: string;
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  readonly dnsSuffix: string;
  /** ARNs. */
  readonly serviceRole: string;
  readonly provisionRole: string;
  /** As the roles of the stack have them. */
  readonly permissionsBoundary?: string;
  readonly rolePath?: string;
  /** ARN; absent where EKS uses a key of its own. */
  readonly kmsKey?: string;
  /** Those that the user chose for the cluster. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** One request that a permission has to allow: a resource by its ARN, and the keys that the request carries. */
export interface Target {
  readonly resource: string;
  readonly context: RequestContext;
}

/**
 * The requests for which a cluster needs a permission: what its scope reaches, with this cluster's names in place of
 * wildcards. A policy that is narrower than ours, but fits this cluster, allows them too.
 */
export function targetsOf(permission: Permission, cluster: ClusterPlace): readonly Target[] {
  const common = requestContext(permission, cluster);
  return scopedTargets(permission, cluster).map(({ resource, context }) => ({
    resource,
    context: { ...common, ...context },
  }));
}

function scopedTargets({ action, scope }: Permission, cluster: ClusterPlace): readonly Target[] {
  const { resource, condition } = reachOf(cluster, cluster)[scope];
  if (resource === '*') return contexts(condition, cluster).map((context) => ({ resource: '*', context }));
  return resource
    .filter((pattern) => concerns(action, pattern))
    .map((pattern) => named(pattern, cluster))
    .flatMap((arn) => contexts(condition, cluster).map((context) => ({ resource: arn, context })));
}

/**
 * EKS authorizes what is done to a part of a cluster on that part, and the making of one on the cluster.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html
 */
const EKS_PARTS: readonly (readonly [action: RegExp, part: string])[] = [
  [/^eks:(Create|ListAddons$)/, 'cluster'],
  [/^eks:\w+Nodegroup/, 'nodegroup'],
  [/^eks:\w+Addon/, 'addon'],
  [/^eks:(\w+AccessEntry|\w+AccessPolic(y|ies))$/, 'access-entry'],
  [/^eks:\w+PodIdentityAssociation$/, 'podidentityassociation'],
  [/^eks:/, 'cluster'],
];

/**
 * Whether an action is ever authorized on what the pattern matches, as far as one scope reaches parts of several kinds.
 */
export function concerns(action: string, pattern: string): boolean {
  const part = EKS_PARTS.find(([actions]) => actions.test(action))?.[1];
  return part === undefined || pattern.includes(`:${part}/`);
}

/** AWS makes up the ends of many ARNs; any will do. */
const UNIQUE = '01234567-89ab-cdef-0123-456789abcdef';

/** What stands behind the name of a part in its ARN. */
const ENDS: readonly (readonly [pattern: RegExp, end: (cluster: ClusterPlace) => string])[] = [
  [/(?<=:stack\/).+$/, ({ name }) => `${stackName(name)}/${UNIQUE}`],
  [/(?<=:cluster\/)\*$/, ({ name }) => name],
  [/(?<=:nodegroup\/)\*$/, ({ name }) => `${name}/nodes/${UNIQUE}`],
  [/(?<=:addon\/)\*$/, ({ name }) => `${name}/aws-ebs-csi-driver/${UNIQUE}`],
  [
    /(?<=:access-entry\/)\*$/,
    ({ name, accountId, provisionRole }) =>
      `${name}/role/${accountId}/${parseRoleArn(provisionRole)?.name ?? ''}/${UNIQUE}`,
  ],
  [/^arn:[^:]*:kms:.*\*$/, ({ kmsKey }) => kmsKey ?? 'none'],
  [/(?<=:podidentityassociation\/)\*$/, ({ name }) => `${name}/a-0123456789abcdef0`],
];

function named(pattern: string, cluster: ClusterPlace): string {
  return ENDS.reduce((arn, [part, end]) => arn.replace(part, () => end(cluster)), pattern)
    .replaceAll(`${PREFIX}-*`, `${stackName(cluster.name)}-example`)
    .replaceAll('*', 'example');
}

/** Operators that one of their values satisfies. Others forbid something, and a request without the key is fine. */
const POSITIVE = /^(ForAnyValue:)?(StringEquals|StringLike|ArnEquals|ArnLike|Bool)(IfExists)?$/;

/** Every combination of the values that a condition asks for. */
function contexts(condition: Condition | undefined, cluster: ClusterPlace): readonly Target['context'][] {
  const keys = Object.entries(condition ?? {})
    .filter(([operator]) => POSITIVE.test(operator))
    .flatMap(([, values]) => Object.entries(values));
  return keys.reduce<readonly Target['context'][]>(
    (known, [key, values]) =>
      known.flatMap((context) =>
        [values].flat().map((value) => ({ ...context, [key]: example(value, cluster) })),
      ),
    [{}],
  );
}

/** EC2's service principal ends as the partition's names do; a policy of ours takes any. */
function example(value: string, { dnsSuffix }: ClusterPlace): string {
  return value.replace(/\.\*$/, `.${dnsSuffix}`).replaceAll('*', 'example');
}
