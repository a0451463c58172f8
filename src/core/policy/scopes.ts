import { PREFIX } from '../naming';
import {
  AUTO_NODE_ROLE_POLICIES,
  EBS_CSI_ROLE_POLICIES,
  NODE_ROLE_POLICIES,
} from '../template/managed-policies';
import { EKS_PRINCIPAL, POD_IDENTITY_PRINCIPAL } from '../template/principals';
import type { Condition } from './document';
import {
  AUTO_SCALING_LINKED_ROLE,
  EKS_LINKED_ROLE,
  NODEGROUP_LINKED_ROLE,
  SPOT_LINKED_ROLE,
  type ServiceLinkedRole,
} from './service-linked-roles';

/** What a statement of the provision policy is about; its Sid. */
export type Scope =
  | 'Anything'
  | 'ProvisionRole'
  | 'Stacks'
  | 'Clusters'
  | 'LaunchTemplates'
  | 'NodeTags'
  | 'KnownRoles'
  | 'PassedServiceRole'
  | 'PassedRoles'
  | 'ServiceLinkedRoles'
  | 'NodeServiceLinkedRoles'
  | 'SpotServiceLinkedRole'
  | 'StackRoles'
  | 'NewStackRoles'
  | 'NodeRolePolicies'
  | 'AutoModeRolePolicies'
  | 'NodeInstanceProfiles'
  | 'AutoModeInstanceProfiles'
  | 'AutoScalingGroups'
  | 'PublicParameters'
  | 'KmsKeys'
  | 'KmsGrants'
  | 'Repositories';

/** Where a policy applies. What is absent applies everywhere: IAM takes wildcards in every part but the service. */
export interface Place {
  readonly partition?: string;
  readonly accountId?: string;
  readonly region?: string;
}

/** The placeholder in a policy for a role that is not chosen yet. IAM refuses it until it is replaced by an ARN. */
const UNCHOSEN = { serviceRole: 'YOUR-SERVICE-ROLE-ARN', provisionRole: 'YOUR-PROVISION-ROLE-ARN' } as const;

/**
 * ARN, name or pattern of the two roles, absent while they are not chosen; what the roles of stacks have to have; and
 * the key for the clusters' secrets.
 */
export interface PolicyRoles {
  /** ARN of the boundary without which no role may be made. */
  readonly permissionsBoundary?: string;
  /** Where the roles of stacks are; absent: at `/`. */
  readonly rolePath?: string;
  readonly serviceRole?: string;
  readonly provisionRole?: string;
  /** ARN or pattern; absent: any key of the account. */
  readonly kmsKey?: string;
}

interface Reach {
  readonly resource: '*' | readonly string[];
  readonly condition?: Condition;
}

/**
 * What each scope reaches. Stacks and their roles are known by our prefix; a cluster's name is the user's to choose,
 * and EC2 authorizes much of launching a node on images and snapshots of other accounts.
 */
export function reachOf(place: Place, roles: PolicyRoles): { readonly [S in Scope]: Reach } {
  const { partition = '*', accountId = '*', region = '*' } = place;
  const { permissionsBoundary, rolePath = '/' } = roles;
  const regional = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const role = (nameOrArn: string) =>
    nameOrArn.startsWith('arn:') ? nameOrArn : `arn:${partition}:iam::${accountId}:role/${nameOrArn}`;
  const chosen = (which: keyof typeof UNCHOSEN) => {
    const nameOrArn = roles[which];
    return nameOrArn === undefined ? UNCHOSEN[which] : role(nameOrArn);
  };
  const serviceRole = chosen('serviceRole');
  const keys = [roles.kmsKey ?? regional('kms', 'key/*')];
  // CloudFormation names a role after its stack, shortened from behind the prefix.
  const stackRoles = role(`${rolePath.slice(1)}${PREFIX}-*`);
  const serviceLinkedRoles = role('aws-service-role/*');
  const instanceProfile = (name: string) => `arn:${partition}:iam::${accountId}:instance-profile/${name}`;
  const linkedRoles = (roles: readonly ServiceLinkedRole[]): Reach => ({
    resource: [serviceLinkedRoles],
    condition: { StringEquals: { 'iam:AWSServiceName': roles.map(({ service }) => service) } },
  });
  const attaching = (policies: readonly string[]): Reach => ({
    resource: [stackRoles],
    condition: {
      ArnLike: {
        'iam:PolicyARN': policies.map((policy) => `arn:${partition}:iam::aws:policy/${policy}`),
      },
    },
  });

  return {
    Anything: { resource: '*' },
    ProvisionRole: { resource: [chosen('provisionRole')] },
    Stacks: { resource: [regional('cloudformation', `stack/${PREFIX}-*/*`)] },
    Clusters: {
      resource: ['cluster', 'nodegroup', 'addon', 'access-entry', 'podidentityassociation'].map((type) =>
        regional('eks', `${type}/*`),
      ),
    },
    LaunchTemplates: { resource: [regional('ec2', 'launch-template/*')] },
    NodeTags: {
      resource: ['instance', 'volume', 'network-interface', 'launch-template'].map((type) =>
        regional('ec2', `${type}/*`),
      ),
    },
    KnownRoles: { resource: [serviceRole, stackRoles, serviceLinkedRoles] },
    PassedServiceRole: {
      resource: [serviceRole],
      condition: { StringEquals: { 'iam:PassedToService': EKS_PRINCIPAL } },
    },
    PassedRoles: {
      resource: [stackRoles],
      // EC2's principal ends in the partition's DNS suffix; see the principals of the template for the others.
      condition: { StringLike: { 'iam:PassedToService': [EKS_PRINCIPAL, POD_IDENTITY_PRINCIPAL, 'ec2.*'] } },
    },
    ServiceLinkedRoles: linkedRoles([EKS_LINKED_ROLE]),
    NodeServiceLinkedRoles: linkedRoles([NODEGROUP_LINKED_ROLE, AUTO_SCALING_LINKED_ROLE]),
    SpotServiceLinkedRole: linkedRoles([SPOT_LINKED_ROLE]),
    StackRoles: { resource: [stackRoles] },
    NewStackRoles: {
      resource: [stackRoles],
      ...(permissionsBoundary !== undefined && {
        condition: { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundary } },
      }),
    },
    NodeRolePolicies: attaching([...NODE_ROLE_POLICIES, ...EBS_CSI_ROLE_POLICIES]),
    AutoModeRolePolicies: attaching(AUTO_NODE_ROLE_POLICIES),
    NodeInstanceProfiles: { resource: [instanceProfile(`${rolePath.slice(1)}${PREFIX}-*`)] },
    // EKS makes up the name. Unverified: the pattern is the one that EKS's own service-linked role is held to.
    AutoModeInstanceProfiles: { resource: [instanceProfile('eks-*')] },
    AutoScalingGroups: {
      resource: [regional('autoscaling', `autoScalingGroup:*:autoScalingGroupName/${PREFIX}-*`)],
    },
    // AWS's own parameters belong to no account.
    // Of EKS and of Bottlerocket; one pattern for both, as a policy has room for few.
    PublicParameters: { resource: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`] },
    KmsKeys: { resource: keys },
    KmsGrants: {
      resource: keys,
      condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    Repositories: { resource: [regional('ecr', `repository/${PREFIX}/*`)] },
  };
}
