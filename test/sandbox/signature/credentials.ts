import { randomBytes, randomInt } from 'node:crypto';
import type { Account } from '../accounts';
import type { Caller } from '../service';

/** An access key that some service will take, and who has it. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
  readonly lifetime: Lifetime;
}

type Lifetime =
  | { readonly kind: 'long-term' }
  | { readonly kind: 'session'; readonly sessionToken: string; readonly expiresAt: Date };

/** All access keys of the simulated AWS: users' keys, and sessions that STS has given out. */
export class CredentialStore {
  readonly #sessions = new Map<string, SessionCredential>();

  constructor(private readonly accounts: ReadonlyMap<string, Account>) {}

  find(accessKeyId: string): Credential | undefined {
    return this.#sessions.get(accessKeyId) ?? this.#findUserKey(accessKeyId);
  }

  /** A new session, as AssumeRole gives it out. */
  issueSession(caller: Caller, expiresAt: Date): SessionCredential {
    const session: SessionCredential = {
      accessKeyId: uniqueId('ASIA'),
      secretAccessKey: randomBytes(30).toString('base64'),
      caller,
      lifetime: { kind: 'session', sessionToken: randomBytes(270).toString('base64'), expiresAt },
    };
    this.#sessions.set(session.accessKeyId, session);
    return session;
  }

  /** What only its owner may ever see: secret access keys and session tokens, of users and of sessions. */
  get secrets(): readonly string[] {
    const users = [...this.accounts.values()].flatMap((account) => [...account.users.values()]);
    const sessions = [...this.#sessions.values()];
    return [
      ...users.flatMap((user) => [...user.accessKeys.values()]),
      ...sessions.flatMap(({ secretAccessKey, lifetime }) => [secretAccessKey, lifetime.sessionToken]),
    ];
  }

  #findUserKey(accessKeyId: string): Credential | undefined {
    for (const account of this.accounts.values()) {
      for (const user of account.users.values()) {
        const secretAccessKey = user.accessKeys.get(accessKeyId);
        if (secretAccessKey === undefined) continue;
        const caller = { account, arn: user.arn, principalArn: user.arn, userId: user.id };
        return { accessKeyId, secretAccessKey, caller, lifetime: { kind: 'long-term' } };
      }
    }
    return undefined;
  }
}

export type SessionCredential = Credential & {
  readonly lifetime: Extract<Lifetime, { kind: 'session' }>;
};

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An ID as IAM makes them: the prefix says what it is of, such as `AROA` of a role. */
export function uniqueId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA' | 'AIPA' | 'ANPA'): string {
  return prefix + Array.from({ length: 16 }, () => ID_ALPHABET[randomInt(ID_ALPHABET.length)]).join('');
}
