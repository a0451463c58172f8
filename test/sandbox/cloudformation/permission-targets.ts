import { requestTagContext } from '../iam/policy/conditions';
import { launchResources, taggedResources } from '../ec2/launch-resources';
import type { AccountRegion } from '../eks/state';
import type { Feature, HandlerPermission } from './handler-permissions';

/** What one resource's permissions are evaluated on. */
export interface PermissionFacts {
  /** The resource's own ARN; `*` in place of an ID that the service has yet to give. */
  readonly arn: string;
  /** The cluster that an EKS resource belongs to: EKS authorizes creating it on the cluster. */
  readonly clusterArn?: string;
  readonly podIdentityArn?: string;
  /** Of the profile that EKS makes for nodes of Auto Mode. */
  readonly instanceProfileArn?: string;
  /** Roles that the resource hands to a service, each with the service. */
  readonly passedRoles?: readonly PassedRole[];
  readonly managedPolicyArns?: readonly string[];
  readonly permissionsBoundary?: string;
  readonly serviceLinkedRoles?: readonly ServiceLinkedRole[];
  readonly keyArn?: string;
  /** Where instances are launched for the resource. */
  readonly launchesIn?: AccountRegion;
  readonly features?: readonly Feature[];
  /** Tags that the resource gets as it is made. */
  readonly requestTags?: Readonly<Record<string, string>>;
}

interface PassedRole {
  readonly arn: string;
  readonly service: string;
}

export interface ServiceLinkedRole {
  readonly arn: string;
  readonly service: string;
}

/** What an action is authorized on. */
export interface Target {
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Actions whose target is not the resource itself. */
const TARGETS: Readonly<Record<string, (facts: PermissionFacts) => readonly Target[]>> = {
  'iam:PassRole': ({ passedRoles = [] }) =>
    passedRoles.map(({ arn, service }) => ({ resource: arn, context: { 'iam:PassedToService': service } })),
  'iam:CreateRole': ({ arn, permissionsBoundary: boundary }) => [
    { resource: arn, ...(boundary !== undefined && { context: { 'iam:PermissionsBoundary': boundary } }) },
  ],
  'iam:AttachRolePolicy': onEachPolicy,
  'iam:DetachRolePolicy': onEachPolicy,
  'iam:CreateServiceLinkedRole': ({ serviceLinkedRoles = [] }) =>
    serviceLinkedRoles.map(({ arn, service }) => ({
      resource: arn,
      context: { 'iam:AWSServiceName': service },
    })),
  'iam:GetRole': onRole,
  'iam:ListAttachedRolePolicies': onRole,
  'eks:CreateNodegroup': onCluster,
  'eks:CreateAddon': onCluster,
  'eks:CreateAccessEntry': onCluster,
  'eks:CreatePodIdentityAssociation': onCluster,
  'eks:DeletePodIdentityAssociation': ({ podIdentityArn, arn }) => [{ resource: podIdentityArn ?? arn }],
  'iam:CreateInstanceProfile': onInstanceProfile,
  'iam:TagInstanceProfile': onInstanceProfile,
  'iam:AddRoleToInstanceProfile': onInstanceProfile,
  'iam:GetInstanceProfile': onInstanceProfile,
  'iam:DeleteInstanceProfile': onInstanceProfile,
  'iam:RemoveRoleFromInstanceProfile': onInstanceProfile,
  'ec2:RunInstances': ({ launchesIn }) => (launchesIn ? targets(launchResources(launchesIn)) : []),
  'ec2:CreateTags': onTagged,
  'ec2:DeleteTags': onTagged,
  'kms:DescribeKey': ({ keyArn }) => onKey(keyArn, {}),
  // EKS asks for the grant with the caller's session. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
  'kms:CreateGrant': ({ keyArn }) => onKey(keyArn, { 'kms:GrantIsForAWSResource': 'true' }),
};

/** Everything that one permission of a handler comes to for one resource. Actions that describe have no resource in EC2 and Auto Scaling. */
export function targetsOf(
  permission: HandlerPermission,
  facts: PermissionFacts,
): readonly [string, Target][] {
  return callsOf(permission, facts).flatMap((action) => {
    const found = WITHOUT_RESOURCE.test(action)
      ? [{ resource: '*' }]
      : (TARGETS[action]?.(facts) ?? [{ resource: facts.arn }]);
    return found.map((target): [string, Target] => [action, withRequestTags(action, target, facts)]);
  });
}

/** Services evaluate policies with the tags of a request that makes or tags something. */
function withRequestTags(action: string, target: Target, { requestTags = {} }: PermissionFacts): Target {
  const tags = /:(Create|Tag|RunInstances)/.test(action) ? requestTagContext(requestTags) : {};
  return Object.keys(tags).length === 0 ? target : { ...target, context: { ...tags, ...target.context } };
}

const WITHOUT_RESOURCE = /^(ec2|autoscaling):Describe/;

function callsOf(permission: HandlerPermission, { features = [] }: PermissionFacts): readonly string[] {
  if (typeof permission === 'string') return [permission];
  if ('calls' in permission) return permission.calls;
  return features.includes(permission.when) ? [permission.action] : [];
}

function onCluster({ clusterArn, arn }: PermissionFacts): readonly Target[] {
  return [{ resource: clusterArn ?? arn }];
}

function onEachPolicy({ arn, managedPolicyArns = [] }: PermissionFacts): readonly Target[] {
  return managedPolicyArns.map((policyArn) => ({ resource: arn, context: { 'iam:PolicyARN': policyArn } }));
}

/** An IAM role reads itself; whatever passes roles reads those. */
function onRole({ arn, passedRoles }: PermissionFacts): readonly Target[] {
  return passedRoles ? passedRoles.map((role) => ({ resource: role.arn })) : [{ resource: arn }];
}

function onKey(keyArn: string | undefined, context: Target['context']): readonly Target[] {
  return keyArn === undefined ? [] : [{ resource: keyArn, context }];
}

function onInstanceProfile({ instanceProfileArn, arn }: PermissionFacts): readonly Target[] {
  return [{ resource: instanceProfileArn ?? arn }];
}

/** A launch template is tagged itself; what has one tags the instances. */
function onTagged({ launchesIn, arn }: PermissionFacts): readonly Target[] {
  return launchesIn ? targets(taggedResources(launchesIn)) : [{ resource: arn }];
}

function targets(arns: readonly string[]): readonly Target[] {
  return arns.map((resource) => ({ resource }));
}
