import {
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
  paginateListAttachedRolePolicies,
} from '@aws-sdk/client-iam';
import type { Role } from '../core/ports/aws';
import { call } from './call';
import type { ClientSettings } from './client-settings';
import { collect } from './pages';

/** A role's trust and the policies attached to it; `undefined` when there is no such role. */
export async function readRole(
  settings: ClientSettings,
  name: string,
  signal: AbortSignal,
): Promise<Role | undefined> {
  const client = new IAMClient(settings);
  const attached = { RoleName: name };
  return call(signal, async (send) => {
    try {
      const [{ Role: role }, policies] = await Promise.all([
        client.send(new GetRoleCommand({ RoleName: name }), send),
        collect(
          paginateListAttachedRolePolicies({ client }, attached, send),
          (page) => page.AttachedPolicies,
        ),
      ]);
      return {
        trust: decodeURIComponent(role?.AssumeRolePolicyDocument ?? ''),
        attachedPolicies: policies.flatMap(({ PolicyArn }) => PolicyArn ?? []),
      };
    } catch (error) {
      if (error instanceof NoSuchEntityException) return undefined;
      throw error;
    }
  });
}
