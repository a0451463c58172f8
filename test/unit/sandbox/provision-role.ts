import { createAws } from '../../../src/aws/index';
import type { PolicyDocument } from '../../../src/core/policy';
import type { ProvisionSession, SessionRights } from '../../../src/core/ports/aws';
import type { Sandbox } from '../../sandbox/sandbox';
import { seedRole } from '../../sandbox/seed/principals';
import { EXTERNAL_ID, REGION } from './clients';
import { toAws } from '../../fakes/network';

/**
 * Makes a provision role that may do what the policy says and nothing else.
 * @param name begins with `eks-`, or developers may not assume it
 * @returns its ARN
 */
export function seedProvisionRole(
  { clusters, base }: Sandbox,
  { name, policy }: { readonly name: string; readonly policy: PolicyDocument },
): string {
  return seedRole(clusters, {
    name,
    trusts: { kind: 'account', account: base, externalId: EXTERNAL_ID },
    inline: { name: 'exact', document: JSON.stringify(policy) },
  });
}

/** Assumes a role through the real adapter. To be called with the sandbox's environment. */
export function assumeProvisionRole(
  roleArn: string,
  rights: SessionRights,
  region = REGION,
): Promise<ProvisionSession> {
  return createAws({ send: toAws, log: () => undefined }).assumeRole(
    {
      roleArn,
      region,
      base: { kind: 'default' },
      externalId: EXTERNAL_ID,
      sessionName: 'exact',
      rights,
    },
    new AbortController().signal,
  );
}
