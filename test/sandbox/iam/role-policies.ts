import type { Account } from '../accounts';
import { ServiceError } from '../service';
import { limitExceeded, noSuchEntity } from './errors';
import { managedPolicy } from './managed-policies';
import { parsePolicy } from './policy/document';
import { getRole } from './roles';

/** IAM's default quota. */
const MANAGED_POLICIES_PER_ROLE = 10;
/** Of all inline policies of a role, without white space. */
const INLINE_CHARACTERS = 10_240;

export function attachRolePolicy(account: Account, roleName: string, policyArn: string): void {
  const { attachedPolicyArns } = getRole(account, roleName);
  if (!managedPolicy(account, policyArn)) {
    throw noSuchEntity(`Policy ${policyArn} does not exist or is not attachable.`);
  }
  if (!attachedPolicyArns.has(policyArn) && attachedPolicyArns.size >= MANAGED_POLICIES_PER_ROLE) {
    throw limitExceeded('PoliciesPerRole', MANAGED_POLICIES_PER_ROLE);
  }
  attachedPolicyArns.add(policyArn);
}

export function detachRolePolicy(account: Account, roleName: string, policyArn: string): void {
  if (!getRole(account, roleName).attachedPolicyArns.delete(policyArn)) {
    throw noSuchEntity(`Policy ${policyArn} was not found.`);
  }
}

export function putRolePolicy(
  account: Account,
  roleName: string,
  policy: { readonly name: string; readonly document: string },
): void {
  parsePolicy(policy.document);
  const { inlinePolicies } = getRole(account, roleName);
  const all = [...new Map([...inlinePolicies, [policy.name, policy.document]]).values()];
  if (all.join('').replaceAll(/\s/g, '').length > INLINE_CHARACTERS) {
    const message = `Maximum policy size of ${INLINE_CHARACTERS} bytes exceeded for role ${roleName}`;
    throw new ServiceError('LimitExceeded', message, 409);
  }
  inlinePolicies.set(policy.name, policy.document);
}

/** The document of a role's inline policy. */
export function getRolePolicy(account: Account, roleName: string, policyName: string): string {
  const document = getRole(account, roleName).inlinePolicies.get(policyName);
  if (document === undefined) throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
  return document;
}

export function deleteRolePolicy(account: Account, roleName: string, policyName: string): void {
  getRolePolicy(account, roleName, policyName);
  getRole(account, roleName).inlinePolicies.delete(policyName);
}
