import {
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
  paginateListAttachedRolePolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import type { Role } from '../core/ports/aws';
import { callAws, type RequestOptions } from './request';
import { forService, type ClientSettings } from './client-settings';
import { collect } from './pages';

/** A role's trust and the policies attached to it; `undefined` when there is no such role. */
export async function readRole(
  settings: ClientSettings,
  name: string,
  signal: AbortSignal,
): Promise<Role | undefined> {
  const client = new IAMClient(forService(settings, 'IAM'));
  return callAws(signal, (options) => unlessMissing(passedRole(client, name, options)));
}

async function passedRole(client: IAMClient, name: string, options: RequestOptions): Promise<Role> {
  const attached = paginateListAttachedRolePolicies({ client }, { RoleName: name }, options);
  const [{ Role: role }, policies] = await Promise.all([
    client.send(new GetRoleCommand({ RoleName: name }), options),
    collect(attached, (page) => page.AttachedPolicies),
  ]);
  return {
    trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
    attachedPolicies: policies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
  };
}

/**
 * Names of the account's service-linked roles. By their list, for IAM authorizes iam:GetRole of a role that does not
 * exist on its mere name, and a policy allows it for roles below `aws-service-role/`.
 */
export async function serviceLinkedRoles(
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const client = new IAMClient(forService(settings, 'IAM'));
  const roles = await callAws(signal, (options) =>
    collect(
      paginateListRoles({ client }, { PathPrefix: '/aws-service-role/' }, options),
      (page) => page.Roles,
    ),
  );
  return roles.flatMap(({ RoleName }) => RoleName ?? []);
}

/** IAM's answer; `undefined` when there is no such role or policy. */
export async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoSuchEntityException) return undefined;
    throw error;
  }
}
