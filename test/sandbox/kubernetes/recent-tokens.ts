import type { User } from './users';

/**
 * kube-apiserver's TokenSuccessCacheTTL: measured at 1.34.2, a token is let in for that long after its Secret is gone.
 */
const REMEMBERED_MS = 10_000;

/** Whom an API server let in by a token is let in again for a while without a look. */
export class RecentTokens {
  private readonly bearers = new Map</* token */ string, { readonly user: User; readonly until: number }>();

  constructor(private readonly now: () => number) {}

  /** @param find looks who bears the token; `undefined` where no one does, which is not remembered */
  user(token: string, find: () => User | undefined): User | undefined {
    const recent = this.bearers.get(token);
    if (recent && this.now() < recent.until) return recent.user;
    const user = find();
    if (user) this.bearers.set(token, { user, until: this.now() + REMEMBERED_MS });
    else this.bearers.delete(token);
    return user;
  }
}
