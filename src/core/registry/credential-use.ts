import type { Operation } from '../operation/operation';
import type { EksEntry } from './entry';

/**
 * What settings have the extension use on the way to a cluster: a role that learns the External ID, the user's name and
 * address; a profile, which may start a program or a sign-in; an account and region that the user's own credentials
 * are shown to.
 */
export type CredentialUse =
  | { readonly kind: 'role'; readonly roleArn: string }
  | { readonly kind: 'profile'; readonly profile: string }
  | {
      readonly kind: 'account';
      readonly partition: string;
      readonly accountId: string;
      readonly region: string;
    };

/** What an entry of `eks.clusters` has the extension use. */
export function credentialUsesOf({
  roleArn,
  profile,
  partition,
  accountId,
  region,
}: EksEntry): readonly CredentialUse[] {
  return [
    roleArn === undefined ? { kind: 'account', partition, accountId, region } : { kind: 'role', roleArn },
    ...(profile === undefined ? [] : [{ kind: 'profile', profile } as const]),
  ];
}

/** What an operation of this machine has used. */
export function credentialUsesOfOperation({ role: { roleArn, base } }: Operation): readonly CredentialUse[] {
  return [
    { kind: 'role', roleArn },
    ...(base.kind === 'profile' ? [{ kind: 'profile', profile: base.profile } as const] : []),
  ];
}

/** The same text for the same means. */
export function credentialUseKey(means: CredentialUse): string {
  switch (means.kind) {
    case 'role':
      return `role ${means.roleArn}`;
    case 'profile':
      return `profile ${means.profile}`;
    case 'account':
      return `account ${means.partition} ${means.accountId} ${means.region}`;
  }
}
