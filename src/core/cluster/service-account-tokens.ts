import { SERVICE_ACCOUNT } from '../naming';
import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesApi } from '../ports/kubernetes';

/** TokenRequest gives us an hour; the rest is for calls in progress and clocks that differ. */
const RENEW_AFTER_MS = 45 * 60_000;
/** A cluster that has no account of ours, or does not let us act as it, is asked again after a while. */
const RETRY_AFTER_MS = 5 * 60_000;

interface CachedToken {
  /** Of our service account; `undefined` where there is none to be had. */
  readonly token: Promise<string | undefined>;
  readonly until: number;
}

/**
 * Tokens of the extension's own service account, held in memory. Where a cluster has none, the way in is good enough:
 * who may read a cluster need not have configured it.
 */
export class ServiceAccountTokens {
  private readonly cached = new Map</* endpoint */ string, CachedToken>();

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    /** Is told why the account is not acted as. */
    private readonly log: (line: string) => void,
  ) {}

  /**
   * @param endpoint whose; a cluster that is created again has the old one’s ARN, and another endpoint
   * @param caller a token that EKS takes, and the API with it
   */
  async token(
    endpoint: string,
    caller: { readonly token: () => Promise<string>; readonly api: () => KubernetesApi },
    signal: AbortSignal,
  ): Promise<string> {
    const held = this.cached.get(endpoint);
    const current = held && held.until > this.clock.now() ? held : this.ask(endpoint, caller.api(), signal);
    return (await current.token) ?? caller.token();
  }

  /** The account was changed or removed. */
  forget(endpoint: string): void {
    this.cached.delete(endpoint);
  }

  private ask(endpoint: string, api: KubernetesApi, signal: AbortSignal): CachedToken {
    const token = this.request(endpoint, api, signal);
    const held = { token, until: this.clock.now() + RENEW_AFTER_MS };
    this.cached.set(endpoint, held);
    token.catch(() => this.cached.delete(endpoint));
    return held;
  }

  private async request(
    endpoint: string,
    api: KubernetesApi,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      return await api.serviceAccountToken(SERVICE_ACCOUNT, signal);
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.kind === 'unreachable') throw error;
      this.log(`Not acting as ${SERVICE_ACCOUNT.name} in ${endpoint}: ${error.message}`);
      const until = this.clock.now() + RETRY_AFTER_MS;
      this.cached.set(endpoint, { token: Promise.resolve(undefined), until });
      return undefined;
    }
  }
}
