/** IAM as EKS and CloudFormation's handlers use it. Every method that changes something throws IAM's own errors. */
export interface IamPort {
  /** `undefined` when there is no such role. */
  role(arn: string): IamRole | undefined;
  createRole(accountId: string, role: NewRole): IamRole;
  updateRole(accountId: string, roleName: string, settings: RoleSettings): void;
  deleteRole(accountId: string, roleName: string): void;
  attachRolePolicy(accountId: string, roleName: string, policyArn: string): void;
  detachRolePolicy(accountId: string, roleName: string, policyArn: string): void;
  putRolePolicy(accountId: string, roleName: string, policy: InlinePolicy): void;
  deleteRolePolicy(accountId: string, roleName: string, policyName: string): void;
  /** `undefined` when there is no such profile. */
  instanceProfile(arn: string): { readonly roleArns: readonly string[] } | undefined;
  createInstanceProfile(accountId: string, profile: NewInstanceProfile): { readonly arn: string };
  deleteInstanceProfile(accountId: string, name: string): void;
}

export interface IamRole {
  readonly arn: string;
  readonly name: string;
  /** The unique ID, `AROA…`. */
  readonly id: string;
  /** Services that the trust policy lets assume the role, and what it lets them do. */
  readonly trust: readonly { readonly service: string; readonly actions: readonly string[] }[];
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicyNames: readonly string[];
}

interface NewRole extends RoleSettings {
  /** ARN of a managed policy. */
  readonly permissionsBoundary: string | undefined;
  readonly name: string;
  readonly path: string;
}

/** What of a role can be changed in place. */
export interface RoleSettings {
  readonly description: string | undefined;
  readonly maxSessionSeconds: number | undefined;
  /** A policy document. */
  readonly trustPolicy: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface InlinePolicy {
  readonly name: string;
  readonly document: string;
}

interface NewInstanceProfile {
  readonly name: string;
  readonly path: string;
  readonly roleNames: readonly string[];
}
