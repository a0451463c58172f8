import type { Account, Role } from '../accounts';
import type { Caller } from '../service';
import type { CredentialStore, SessionCredential } from '../signature/credentials';

const HOUR_MS = 3_600_000;

/** A session of a role that somebody else than a caller of AssumeRole was let into; it lasts an hour. */
export function sessionOf(
  { account, role, name }: { readonly account: Account; readonly role: Role; readonly name: string },
  credentials: CredentialStore,
  now: number,
): { readonly caller: Caller; readonly session: SessionCredential } {
  const caller: Caller = {
    account,
    arn: `arn:${account.partition}:sts::${account.id}:assumed-role/${role.name}/${name}`,
    principalArn: role.arn,
    userId: `${role.id}:${name}`,
  };
  return { caller, session: credentials.issueSession(caller, new Date(now + HOUR_MS)) };
}
