import type { Hook } from './cloudformation/hooks';
import type { Region } from './ec2/region';
import type { Repository } from './ecr/repositories';
import type { KmsKey } from './kms/keys';

/** One simulated AWS account: its IAM directory, and what it has in each region. */
export interface Account {
  readonly id: string;
  readonly partition: string;
  /** By name, as are roles and instance profiles: IAM's names are unique whatever their path. */
  readonly users: Map<string, User>;
  readonly roles: Map<string, Role>;
  readonly instanceProfiles: Map<string, InstanceProfile>;
  /** Policies of the account's own, by ARN; AWS's are the same in every account. */
  readonly managedPolicies: Map<string, CustomerPolicy>;
  /** Regions that the account is opted in to, by name. */
  readonly regions: Map<string, Region>;
  /** By ARN. */
  readonly kmsKeys: Map<string, KmsKey>;
  /** Of ECR, by ARN. */
  readonly repositories: Map<string, Repository>;
  /** Values that are the account's own, by region, service and code. */
  readonly appliedQuotas: Map<string, number>;
  /** Documents of the policies that its organization holds it to; `undefined` for an account in no organization. */
  serviceControlPolicies: readonly string[] | undefined;
  /** CloudFormation hooks that are active in the account. */
  hooks: readonly Hook[];
}

/** What users and roles have in common: policies are attached to them. */
interface Principal {
  readonly name: string;
  readonly path: string;
  /** The unique ID: `AIDA…` for a user, `AROA…` for a role. */
  readonly id: string;
  readonly arn: string;
  readonly createdAt: Date;
  /** Policy documents by policy name. */
  readonly inlinePolicies: Map<string, string>;
  readonly attachedPolicyArns: Set<string>;
  /** ARN of the managed policy beyond which no other policy allows anything. */
  permissionsBoundary: string | undefined;
}

export interface User extends Principal {
  /** Secret access keys by access key ID. */
  readonly accessKeys: Map<string, string>;
}

export interface Role extends Principal {
  /** The AssumeRolePolicyDocument, as JSON. */
  trustPolicy: string;
  description: string | undefined;
  maxSessionDuration: number;
  readonly tags: Map<string, string>;
}

export interface InstanceProfile {
  readonly name: string;
  readonly path: string;
  readonly id: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly roles: Set<Role>;
}

export interface ManagedPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: string;
}

/** A managed policy of the account's own. */
export interface CustomerPolicy {
  readonly arn: string;
  readonly name: string;
  readonly path: string;
  /** The unique ID: `ANPA…`. */
  readonly id: string;
  readonly description: string | undefined;
  readonly createdAt: Date;
  /** By ID, `v1` and on; the oldest first. */
  readonly versions: Map<string, PolicyVersion>;
  defaultVersionId: string;
  /** The number that was given out last; none is given out again. */
  latestVersion: number;
}

export interface PolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: Date;
}

/** An account with an empty directory, opted in to no region. */
export function emptyAccount(id: string, partition = 'aws'): Account {
  return {
    id,
    partition,
    users: new Map(),
    roles: new Map(),
    instanceProfiles: new Map(),
    managedPolicies: new Map(),
    regions: new Map(),
    kmsKeys: new Map(),
    repositories: new Map(),
    appliedQuotas: new Map(),
    serviceControlPolicies: undefined,
    hooks: [],
  };
}
