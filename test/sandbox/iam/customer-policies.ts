import type { Account, CustomerPolicy, PolicyVersion } from '../accounts';
import { ServiceError } from '../service';
import { uniqueId } from '../signature/credentials';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from './errors';
import { parsePolicy } from './policy/document';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const POLICY_SIZE = 6_144;
const VERSIONS_PER_POLICY = 5;

export interface NewPolicy {
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly document: string;
}

/** The ARN that a policy of this name and path has. */
export function policyArn(account: Account, { name, path }: Pick<NewPolicy, 'name' | 'path'>): string {
  return `arn:${account.partition}:iam::${account.id}:policy${path}${name}`;
}

/** The account's own policy of that ARN; throws NoSuchEntity. */
export function getPolicy(account: Account, arn: string): CustomerPolicy {
  const policy = account.managedPolicies.get(arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

export function createPolicy(account: Account, settings: NewPolicy): CustomerPolicy {
  checkDocument(settings.document);
  // A path makes another ARN, but no second policy of a name.
  if ([...account.managedPolicies.values()].some(({ name }) => name === settings.name)) {
    throw entityAlreadyExists(
      `A policy called ${settings.name} already exists. Duplicate names are not allowed.`,
    );
  }
  const { name, path, description, document } = settings;
  const createdAt = new Date();
  const policy: CustomerPolicy = {
    arn: policyArn(account, settings),
    name,
    path,
    id: uniqueId('ANPA'),
    description,
    createdAt,
    versions: new Map([['v1', { id: 'v1', document, createdAt }]]),
    defaultVersionId: 'v1',
    latestVersion: 1,
  };
  account.managedPolicies.set(policy.arn, policy);
  return policy;
}

export function createPolicyVersion(
  policy: CustomerPolicy,
  { document, isDefault }: { readonly document: string; readonly isDefault: boolean },
): PolicyVersion {
  checkDocument(document);
  if (policy.versions.size >= VERSIONS_PER_POLICY) {
    throw new ServiceError(
      'LimitExceeded',
      `A managed policy can have up to ${VERSIONS_PER_POLICY} versions. Before you create a new version, you must delete an existing version.`,
      409,
    );
  }
  policy.latestVersion += 1;
  const id = `v${policy.latestVersion}`;
  const version = { id, document, createdAt: new Date() };
  policy.versions.set(id, version);
  if (isDefault) policy.defaultVersionId = id;
  return version;
}

export function getPolicyVersion(policy: CustomerPolicy, id: string): PolicyVersion {
  const version = policy.versions.get(id);
  if (!version) {
    throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`);
  }
  return version;
}

export function deletePolicyVersion(policy: CustomerPolicy, id: string): void {
  getPolicyVersion(policy, id);
  if (id === policy.defaultVersionId) {
    throw new ServiceError('DeleteConflict', 'Cannot delete the default version of a policy.', 409);
  }
  policy.versions.delete(id);
}

/** IAM deletes only a policy that is attached nowhere and has no version but the default one. */
export function deletePolicy(account: Account, arn: string): void {
  const policy = getPolicy(account, arn);
  if (attachmentCount(account, arn) > 0) {
    throw new ServiceError('DeleteConflict', 'Cannot delete a policy attached to entities.', 409);
  }
  if (policy.versions.size > 1) {
    throw deleteConflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.",
    );
  }
  account.managedPolicies.delete(arn);
}

/** How many users and roles have the policy. */
export function attachmentCount(account: Account, arn: string): number {
  const principals = [...account.users.values(), ...account.roles.values()];
  return principals.filter(({ attachedPolicyArns }) => attachedPolicyArns.has(arn)).length;
}

/** White space does not count. */
function checkDocument(document: string): void {
  parsePolicy(document);
  const size = JSON.stringify(JSON.parse(document)).length;
  if (size > POLICY_SIZE) throw limitExceeded('PolicySize', POLICY_SIZE);
}
