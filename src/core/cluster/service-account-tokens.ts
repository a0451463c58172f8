import { SERVICE_ACCOUNT } from '../naming';
import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesApi } from '../ports/kubernetes';

/** TokenRequest gives us an hour; the rest is for calls under way and clocks that differ. */
const RENEWED_AFTER_MS = 45 * 60_000;
/** A cluster that has no account of ours, or does not let us act as it, is asked again after a while. */
const ASKED_AGAIN_AFTER_MS = 5 * 60_000;

interface Held {
  /** Of our service account; `undefined` where there is none to be had. */
  readonly token: Promise<string | undefined>;
  readonly until: number;
}

/**
 * Tokens of the extension's own service account, held in memory. Where a cluster has none, the way in is good enough:
 * who may read a cluster need not have configured it.
 */
export class OwnAccountTokens {
  private readonly held = new Map</* endpoint */ string, Held>();

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    /** Is told why the account is not acted as. */
    private readonly log: (line: string) => void,
  ) {}

  /**
   * @param endpoint whose; a cluster that is made anew has the old one’s ARN, and another endpoint
   * @param wayIn a token that EKS takes, and the API with it
   */
  async token(
    endpoint: string,
    wayIn: { readonly token: () => Promise<string>; readonly api: () => KubernetesApi },
    signal: AbortSignal,
  ): Promise<string> {
    const held = this.held.get(endpoint);
    const current = held && held.until > this.clock.now() ? held : this.ask(endpoint, wayIn.api(), signal);
    return (await current.token) ?? wayIn.token();
  }

  /** The account was changed or removed. */
  forget(endpoint: string): void {
    this.held.delete(endpoint);
  }

  private ask(endpoint: string, api: KubernetesApi, signal: AbortSignal): Held {
    const token = this.request(endpoint, api, signal);
    const held = { token, until: this.clock.now() + RENEWED_AFTER_MS };
    this.held.set(endpoint, held);
    token.catch(() => this.held.delete(endpoint));
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
      const until = this.clock.now() + ASKED_AGAIN_AFTER_MS;
      this.held.set(endpoint, { token: Promise.resolve(undefined), until });
      return undefined;
    }
  }
}
