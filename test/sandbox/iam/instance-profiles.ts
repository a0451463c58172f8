import type { Account, InstanceProfile } from '../accounts';
import { uniqueId } from '../signature/credentials';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from './errors';
import { getRole } from './roles';

/** IAM's fixed quota. */
const ROLES_PER_PROFILE = 1;

/** The ARN that an instance profile of this name and path has. */
export function instanceProfileArn(
  account: Account,
  { name, path }: Pick<InstanceProfile, 'name' | 'path'>,
): string {
  return `arn:${account.partition}:iam::${account.id}:instance-profile${path}${name}`;
}

export function getInstanceProfile(account: Account, name: string): InstanceProfile {
  const profile = account.instanceProfiles.get(name);
  if (!profile) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return profile;
}

export function createInstanceProfile(
  account: Account,
  settings: Pick<InstanceProfile, 'name' | 'path'>,
): InstanceProfile {
  const { name, path } = settings;
  if (account.instanceProfiles.has(name)) {
    throw entityAlreadyExists(`Instance Profile ${name} already exists.`);
  }
  const profile: InstanceProfile = {
    name,
    path,
    id: uniqueId('AIPA'),
    arn: instanceProfileArn(account, settings),
    createdAt: new Date(),
    roles: new Set(),
  };
  account.instanceProfiles.set(name, profile);
  return profile;
}

export function addRoleToInstanceProfile(account: Account, profileName: string, roleName: string): void {
  const { roles } = getInstanceProfile(account, profileName);
  const role = getRole(account, roleName);
  if (roles.size >= ROLES_PER_PROFILE)
    throw limitExceeded('InstanceSessionsPerInstanceProfile', ROLES_PER_PROFILE);
  roles.add(role);
}

export function removeRoleFromInstanceProfile(account: Account, profileName: string, roleName: string): void {
  const { roles } = getInstanceProfile(account, profileName);
  if (!roles.delete(getRole(account, roleName))) {
    throw noSuchEntity(`Role ${roleName} is not in instance profile ${profileName}.`);
  }
}

export function deleteInstanceProfile(account: Account, name: string): void {
  if (getInstanceProfile(account, name).roles.size > 0) {
    throw deleteConflict('must remove roles from instance profile first.');
  }
  account.instanceProfiles.delete(name);
}
