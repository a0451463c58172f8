import type { Account, Role } from '../accounts';
import { ServiceError } from '../service';
import { uniqueId } from '../signature/credentials';
import { deleteConflict, entityAlreadyExists, invalidInput, limitExceeded, noSuchEntity } from './errors';
import { parsePolicy } from './policy/document';

export interface NewRole {
  readonly name: string;
  readonly path: string;
  readonly permissionsBoundary?: string;
  readonly trustPolicy: string;
  readonly description?: string;
  readonly maxSessionDuration?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

const DEFAULT_SESSION_DURATION = 3600;

/** IAM's default quota; white space does not count. */
const TRUST_POLICY_SIZE = 2_048;

/** The ARN that a role of this name and path has. */
export function roleArn(account: Account, { name, path }: Pick<Role, 'name' | 'path'>): string {
  return `arn:${account.partition}:iam::${account.id}:role${path}${name}`;
}

/** The role of that name; throws NoSuchEntity. */
export function getRole(account: Account, name: string): Role {
  const role = account.roles.get(name);
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

export function createRole(account: Account, settings: NewRole): Role {
  checkTrustPolicy(settings.trustPolicy);
  if (account.roles.has(settings.name)) {
    throw entityAlreadyExists(`Role with name ${settings.name} already exists.`);
  }
  const role: Role = {
    name: settings.name,
    path: settings.path,
    id: uniqueId('AROA'),
    arn: roleArn(account, settings),
    createdAt: new Date(),
    trustPolicy: settings.trustPolicy,
    description: settings.description,
    maxSessionDuration: settings.maxSessionDuration ?? DEFAULT_SESSION_DURATION,
    tags: new Map(Object.entries(settings.tags ?? {})),
    inlinePolicies: new Map(),
    attachedPolicyArns: new Set(),
    permissionsBoundary: settings.permissionsBoundary,
  };
  account.roles.set(role.name, role);
  return role;
}

/** IAM deletes only a role that has nothing left on it. */
export function deleteRole(account: Account, name: string): void {
  const role = getRole(account, name);
  if (role.attachedPolicyArns.size > 0) throw deleteConflict('must detach all policies first.');
  if (role.inlinePolicies.size > 0) throw deleteConflict('must delete policies first.');
  if ([...account.instanceProfiles.values()].some(({ roles }) => roles.has(role))) {
    throw deleteConflict('must remove roles from instance profile first.');
  }
  account.roles.delete(name);
}

/** Changes everything about a role but who it is. */
export function updateRole(
  account: Account,
  name: string,
  settings: Pick<NewRole, 'description' | 'maxSessionDuration' | 'tags' | 'trustPolicy'>,
): void {
  updateTrustPolicy(account, name, settings.trustPolicy);
  const role = getRole(account, name);
  role.description = settings.description;
  role.maxSessionDuration = settings.maxSessionDuration ?? DEFAULT_SESSION_DURATION;
  role.tags.clear();
  for (const [key, value] of Object.entries(settings.tags ?? {})) role.tags.set(key, value);
}

/** Puts another trust policy in place of the role's. */
export function updateTrustPolicy(account: Account, name: string, trustPolicy: string): void {
  const role = getRole(account, name);
  checkTrustPolicy(trustPolicy);
  role.trustPolicy = trustPolicy;
}

/** The service-linked role of each service that has one here. */
const SERVICE_LINKED_ROLES: Readonly<Record<string, { name: string; policy: string }>> = {
  'eks.amazonaws.com': { name: 'AWSServiceRoleForAmazonEKS', policy: 'AmazonEKSServiceRolePolicy' },
  'eks-nodegroup.amazonaws.com': {
    name: 'AWSServiceRoleForAmazonEKSNodegroup',
    policy: 'AWSServiceRoleForAmazonEKSNodegroup',
  },
  'autoscaling.amazonaws.com': {
    name: 'AWSServiceRoleForAutoScaling',
    policy: 'AutoScalingServiceRolePolicy',
  },
  'spot.amazonaws.com': { name: 'AWSServiceRoleForEC2Spot', policy: 'AWSEC2SpotServiceRolePolicy' },
};

export function createServiceLinkedRole(account: Account, service: string): Role {
  const linked = SERVICE_LINKED_ROLES[service];
  if (!linked) throw invalidInput(`Service-linked role is not supported for ${service}.`);
  if (account.roles.has(linked.name)) {
    throw invalidInput(
      `Service role name ${linked.name} has been taken in this account, please try a different suffix.`,
    );
  }
  const role = createRole(account, {
    name: linked.name,
    path: `/aws-service-role/${service}/`,
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    }),
  });
  role.attachedPolicyArns.add(`arn:${account.partition}:iam::aws:policy/aws-service-role/${linked.policy}`);
  return role;
}

function checkTrustPolicy(trustPolicy: string): void {
  for (const { principals, actions, resources } of parsePolicy(trustPolicy).statements) {
    if (!principals) throw malformed('Missing required field Principal');
    if (resources) throw malformed('Has prohibited field Resource');
    if (actions.patterns.some((action) => !/^sts:/i.test(action))) {
      throw malformed('AssumeRole policy may only specify STS AssumeRole actions.');
    }
  }
  const size = JSON.stringify(JSON.parse(trustPolicy)).length;
  if (size > TRUST_POLICY_SIZE) throw limitExceeded('ACLSizePerRole', TRUST_POLICY_SIZE);
}

function malformed(message: string): ServiceError {
  return new ServiceError('MalformedPolicyDocument', message);
}
