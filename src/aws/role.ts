import {
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam';
import type { Role } from '../core/ports/aws';
import { call, type SendOptions } from './call';
import type { ClientSettings } from './client-settings';
import { collect } from './pages';

/** A role's trust and the policies attached to it; `undefined` when there is no such role. */
export async function readRole(
  settings: ClientSettings,
  name: string,
  signal: AbortSignal,
): Promise<Role | undefined> {
  const client = new IAMClient(settings);
  return call(signal, (send) => unlessMissing(passedRole(client, name, send)));
}

async function passedRole(client: IAMClient, name: string, send: SendOptions): Promise<Role> {
  const attached = paginateListAttachedRolePolicies({ client }, { RoleName: name }, send);
  const [{ Role: role }, policies] = await Promise.all([
    client.send(new GetRoleCommand({ RoleName: name }), send),
    collect(attached, (page) => page.AttachedPolicies),
  ]);
  return {
    trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
    attachedPolicies: policies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
  };
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
