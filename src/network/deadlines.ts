import type { ClientRequest } from 'node:http';

/** Milliseconds from the start of a request until the connection stands, the answer begins, and all of it is there. */
export interface TimeLimits {
  readonly connected: number;
  readonly begun: number;
  readonly whole: number;
}

const LIMITS: TimeLimits = { connected: 5_000, begun: 30_000, whole: 60_000 };

/** The SDK for AWS retries errors of this name; the code is Node's own for the same. */
class ExchangeTimeout extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(what: string, ms: number) {
    super(`${what} within ${ms / 1000} seconds.`);
    this.name = 'TimeoutError';
  }
}

/** Ends a request that takes too long, however busily a few bytes a minute come in. */
export class Deadlines {
  private readonly over = new AbortController();
  private readonly timers: { readonly [L in keyof TimeLimits]: NodeJS.Timeout };
  readonly signal = this.over.signal;

  constructor(limits: TimeLimits = LIMITS) {
    const timer = (what: string, ms: number) =>
      setTimeout(() => this.over.abort(new ExchangeTimeout(what, ms)), ms);
    this.timers = {
      connected: timer('No connection', limits.connected),
      begun: timer('No answer', limits.begun),
      whole: timer('No whole answer', limits.whole),
    };
  }

  follow(request: ClientRequest): void {
    const connected = () => clearTimeout(this.timers.connected);
    request.once('socket', (socket) => (socket.connecting ? socket.once('connect', connected) : connected()));
    request.once('response', () => clearTimeout(this.timers.begun));
  }

  clear(): void {
    for (const timer of Object.values(this.timers)) clearTimeout(timer);
  }
}
