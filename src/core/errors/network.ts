import { AnswerError } from './answer';

/** Node's own codes of what happens below HTTP, and those of {@link ProxyError} and {@link AnswerError}. TLS has dozens; their prefixes tell them. */
const NETWORK_CODE =
  /^(E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO)|(CERT|ERR_TLS|ERR_SSL|ERR_PROXY|ERR_ANSWER|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_\w+)$/;

/** The certificate's issuer is none that this machine knows: in AWS's case always somebody in between. */
const UNKNOWN_ISSUER =
  /^(UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)|(SELF_SIGNED|DEPTH_ZERO)_\w+)$/;

/** All that VS Code's agent says when no connection to a proxy came about; the credentials are in it. */
const PROXY_SENTENCE = /Failed to establish a socket connection to proxies: \w+ (?:\S*@)?([^\s;@]+)/;

/** A proxy stood in the way; `proxy` is its host and port, without the credentials. */
export class ProxyError extends Error {
  constructor(
    readonly code: 'ERR_PROXY_AUTHENTICATION' | 'ERR_PROXY_CONNECTION' | 'ERR_PROXY_RESPONSE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ProxyError';
  }
}

/** No connection to the proxy: in the words of VS Code's agent, so that one place reads both. */
export function proxyUnreachable(proxy: string, cause: Error): ProxyError {
  const message = `Failed to establish a socket connection to proxies: PROXY ${proxy} (${cause.message})`;
  return new ProxyError('ERR_PROXY_CONNECTION', message, { cause });
}

/** The code of a failure of DNS, connection, proxy or TLS; `undefined` for anything else. */
export function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string' && NETWORK_CODE.test(error.code)) return error.code;
  return PROXY_SENTENCE.test(error.message) ? 'ERR_PROXY_CONNECTION' : undefined;
}

export type Obstacle =
  | { readonly kind: 'proxy-authentication' }
  | { readonly kind: 'proxy-unreachable'; readonly proxy: string }
  | { readonly kind: 'issuer-unknown' }
  | { readonly kind: 'answer'; readonly answer: AnswerError };

/** What stands between this machine and whom it calls, where the failure tells. */
export function findObstacle(error: unknown): Obstacle | undefined {
  const answer = error instanceof Error && error.cause instanceof AnswerError ? error.cause : error;
  if (answer instanceof AnswerError) return { kind: 'answer', answer };
  const code = networkCode(error) ?? '';
  if (code === 'ERR_PROXY_AUTHENTICATION') return { kind: 'proxy-authentication' };
  if (UNKNOWN_ISSUER.test(code)) return { kind: 'issuer-unknown' };
  const proxy = error instanceof Error ? PROXY_SENTENCE.exec(error.message)?.[1] : undefined;
  return proxy === undefined ? undefined : { kind: 'proxy-unreachable', proxy };
}

/** What an error says, without the credentials of a proxy that VS Code puts in. */
export function withoutProxyCredentials(message: string): string {
  return message.replaceAll(/(?<=\b(?:PROXY|HTTPS?|SOCKS[45]?) )\S*@/g, '');
}
