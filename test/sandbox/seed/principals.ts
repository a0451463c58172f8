import type { Account, User } from '../accounts';
import { parsePolicy } from '../iam/policy/document';
import { attachRolePolicy, putRolePolicy } from '../iam/role-policies';
import { createRole, createServiceLinkedRole } from '../iam/roles';
import { uniqueId } from '../signature/credentials';

/** Who may assume a role, as the trust policy says it. */
export type TrustedPrincipal =
  | { readonly kind: 'service'; readonly service: string; readonly tagsSessions?: true }
  | { readonly kind: 'account'; readonly account: Account; readonly externalId: string };

/** A trust policy with one statement. */
export function trustPolicy(principal: TrustedPrincipal): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [trustStatement(principal)] });
}

/** Adds the statement by which a cloud team lets an installation of the extension in; others stay as they are. */
export function addTrust(role: { trustPolicy: string }, principal: TrustedPrincipal): void {
  const document = JSON.parse(role.trustPolicy) as { Statement: unknown[] };
  document.Statement.push(trustStatement(principal));
  const extended = JSON.stringify(document);
  parsePolicy(extended);
  role.trustPolicy = extended;
}

function trustStatement(principal: TrustedPrincipal): object {
  switch (principal.kind) {
    case 'service': {
      const actions = ['sts:AssumeRole', ...(principal.tagsSessions ? ['sts:TagSession'] : [])];
      return { Effect: 'Allow', Principal: { Service: principal.service }, Action: actions };
    }
    case 'account': {
      const { partition, id } = principal.account;
      return {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${id}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': principal.externalId } },
      };
    }
  }
}

/** A user with one access key and one policy of its own. */
export function seedUser(
  account: Account,
  { name, secretAccessKey, policy }: { name: string; secretAccessKey: string; policy: object },
): { readonly user: User; readonly accessKeyId: string } {
  const accessKeyId = uniqueId('AKIA');
  const user: User = {
    name,
    path: '/',
    id: uniqueId('AIDA'),
    arn: `arn:${account.partition}:iam::${account.id}:user/${name}`,
    createdAt: new Date('2024-05-02T08:00:00Z'),
    inlinePolicies: new Map([['developer', JSON.stringify(policy)]]),
    attachedPolicyArns: new Set(),
    permissionsBoundary: undefined,
    accessKeys: new Map([[accessKeyId, secretAccessKey]]),
  };
  account.users.set(name, user);
  return { user, accessKeyId };
}

export interface RolePlan {
  readonly name: string;
  readonly trusts: TrustedPrincipal;
  readonly description?: string;
  /** Names of AWS's policies. */
  readonly attached?: readonly string[];
  readonly inline?: { readonly name: string; readonly document: string };
  readonly maxSessionDuration?: number;
}

/** A role with its policies. @returns its ARN */
export function seedRole(account: Account, plan: RolePlan): string {
  const role = createRole(account, {
    name: plan.name,
    path: '/',
    trustPolicy: trustPolicy(plan.trusts),
    description: plan.description,
    maxSessionDuration: plan.maxSessionDuration,
  });
  for (const name of plan.attached ?? []) {
    attachRolePolicy(account, role.name, `arn:${account.partition}:iam::aws:policy/${name}`);
  }
  if (plan.inline) putRolePolicy(account, role.name, plan.inline);
  return role.arn;
}

const TEAMS = [
  'billing',
  'catalog',
  'checkout',
  'data',
  'identity',
  'mobile',
  'orders',
  'platform',
  'search',
  'web',
];
const DUTIES = [
  'api',
  'batch',
  'ci',
  'cron',
  'deploy',
  'events',
  'export',
  'import',
  'reports',
  'sync',
  'worker',
];

/** Roles as any company's account has them: more than one page of ListRoles. */
export function seedBystanders(account: Account): void {
  createServiceLinkedRole(account, 'autoscaling.amazonaws.com');
  for (const team of TEAMS) {
    for (const duty of DUTIES) {
      seedRole(account, {
        name: `${team}-${duty}`,
        trusts: { kind: 'service', service: 'lambda.amazonaws.com' },
      });
    }
  }
}
