import type { HttpAnswer, HttpRequest } from './http';

/** A connection that stays, or the whole answer of who does not want it. */
export type Opened<T> =
  | { readonly kind: 'open'; readonly connection: T }
  | { readonly kind: 'refused'; readonly answer: HttpAnswer };

/** An answer that comes for as long as its server sends. */
export interface HttpStream {
  readonly headers: Readonly<Record<string, string>>;
  /** Ends with the answer; fails as a request does. What is not read yet waits at the server. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** A WebSocket. */
export interface Socket {
  /** Of the offered ones, that which the server chose. */
  readonly protocol: string;
  /** Ends when either side closes. What is not read yet waits at the server. */
  readonly messages: AsyncIterable<Uint8Array>;
  /** Resolves once the message is on its way, so that who waits does not fill the memory. */
  send(message: Uint8Array): Promise<void>;
  close(): void;
}

/**
 * Connections to one cluster, by the same rules as a request: certificates are checked, no redirect is followed, what a
 * refusal says is bounded. They live until the signal is aborted.
 */
export interface Connections {
  stream(request: HttpRequest, signal: AbortSignal): Promise<Opened<HttpStream>>;
  /** @param protocols offered, the best first */
  socket(
    request: Pick<HttpRequest, 'url' | 'headers'>,
    protocols: readonly string[],
    signal: AbortSignal,
  ): Promise<Opened<Socket>>;
}

/** Asks the name servers of this machine. */
export interface NameResolver {
  /** All addresses of a host; empty where it has none, or no name server knows it. */
  addresses(host: string, signal: AbortSignal): Promise<readonly string[]>;
}
