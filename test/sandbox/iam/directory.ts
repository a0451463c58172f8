import type { Account, Role } from '../accounts';
import type { IamPort, IamRole } from '../iam-port';
import { noSuchEntity } from './errors';
import {
  addRoleToInstanceProfile,
  createInstanceProfile,
  deleteInstanceProfile,
  getInstanceProfile,
} from './instance-profiles';
import { parsePolicy } from './policy/document';
import { attachRolePolicy, deleteRolePolicy, detachRolePolicy, putRolePolicy } from './role-policies';
import { createRole, deleteRole, updateRole } from './roles';

/** IAM as EKS and CloudFormation use it: the same roles that IAM's API shows. */
export function iamDirectory(accounts: ReadonlyMap<string, Account>): IamPort {
  const accountOf = (id: string): Account => {
    const account = accounts.get(id);
    if (!account) throw noSuchEntity(`Account ${id} cannot be found.`);
    return account;
  };
  return {
    role: (arn) => {
      const role = accounts.get(arn.split(':')[4] ?? '')?.roles.get(arn.split('/').at(-1) ?? '');
      return role?.arn === arn ? asSeenByServices(role) : undefined;
    },
    createRole: (accountId, { maxSessionSeconds, ...role }) =>
      asSeenByServices(createRole(accountOf(accountId), { ...role, maxSessionDuration: maxSessionSeconds })),
    updateRole: (accountId, name, { maxSessionSeconds, ...settings }) => {
      updateRole(accountOf(accountId), name, { ...settings, maxSessionDuration: maxSessionSeconds });
    },
    deleteRole: (accountId, name) => {
      deleteRole(accountOf(accountId), name);
    },
    attachRolePolicy: (accountId, roleName, policyArn) => {
      attachRolePolicy(accountOf(accountId), roleName, policyArn);
    },
    detachRolePolicy: (accountId, roleName, policyArn) => {
      detachRolePolicy(accountOf(accountId), roleName, policyArn);
    },
    putRolePolicy: (accountId, roleName, policy) => {
      putRolePolicy(accountOf(accountId), roleName, policy);
    },
    deleteRolePolicy: (accountId, roleName, policyName) => {
      deleteRolePolicy(accountOf(accountId), roleName, policyName);
    },
    instanceProfile: (arn) => {
      const profile = accounts
        .get(arn.split(':')[4] ?? '')
        ?.instanceProfiles.get(arn.split('/').at(-1) ?? '');
      return profile?.arn === arn ? { roleArns: [...profile.roles].map((role) => role.arn) } : undefined;
    },
    createInstanceProfile: (accountId, { roleNames, ...profile }) => {
      const account = accountOf(accountId);
      const created = createInstanceProfile(account, profile);
      for (const roleName of roleNames) addRoleToInstanceProfile(account, profile.name, roleName);
      return created;
    },
    deleteInstanceProfile: (accountId, name) => {
      const account = accountOf(accountId);
      getInstanceProfile(account, name).roles.clear();
      deleteInstanceProfile(account, name);
    },
  };
}

function asSeenByServices(role: Role): IamRole {
  const allowed = parsePolicy(role.trustPolicy).statements.filter(({ effect }) => effect === 'Allow');
  return {
    arn: role.arn,
    name: role.name,
    id: role.id,
    trust: allowed.flatMap(({ principals, actions }) =>
      (principals?.services ?? []).map((service) => ({ service, actions: actions.patterns })),
    ),
    attachedPolicyArns: [...role.attachedPolicyArns],
    inlinePolicyNames: [...role.inlinePolicies.keys()],
  };
}
