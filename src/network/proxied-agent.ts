import https, { type AgentOptions, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'hpagent';
import { ProxyError, proxyUnreachable } from '../core/errors/network';

/** Which proxy serves a host at the moment: `undefined` where none does. */
export type ChooseProxy = (target: { readonly host: string; readonly port: number }) => URL | undefined;

type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * Connects through the proxy that is right at that moment, or directly. VS Code replaces the agent of a request by its
 * own where `http.proxySupport` is `override`, and keeps of ours the `ca`, provided that ours is an `https.Agent`:
 * https://github.com/microsoft/vscode-proxy-agent/blob/main/src/index.ts
 */
export class ProxiedAgent extends https.Agent {
  constructor(
    private readonly proxyFor: ChooseProxy,
    options: AgentOptions,
  ) {
    super({ keepAlive: true, ...options });
  }

  override createConnection(options: RequestOptions, connected?: Connected): Duplex | null | undefined {
    const proxy = this.proxyOf(options);
    return proxy && connected
      ? connectThrough(proxy, options, connected)
      : super.createConnection(options, connected);
  }

  /** Idle connections are kept by this name: one through a former proxy is not used again. */
  override getName(options: RequestOptions = {}): string {
    return `${super.getName(options)}:${this.proxyOf(options)?.href ?? ''}`;
  }

  private proxyOf({ host, port }: RequestOptions): URL | undefined {
    return this.proxyFor({ host: host ?? '', port: Number(port ?? 443) });
  }
}

function connectThrough(
  proxy: URL,
  options: RequestOptions,
  connected: Connected,
): Duplex | null | undefined {
  try {
    return new HttpsProxyAgent({ proxy, keepAlive: true }).createConnection(options, (error, socket) =>
      connected(error && tunnelError(proxy, error), socket),
    );
  } catch (error) {
    // A password that is not percent-encoded, for example.
    throw tunnelError(proxy, error instanceof Error ? error : new Error(String(error)));
  }
}

/** The library has no code for what a proxy answers, only this sentence. */
function tunnelError(proxy: URL, cause: Error): ProxyError {
  const status = /^Bad response: (\d+)$/.exec(cause.message)?.[1];
  if (status === undefined) return proxyUnreachable(proxy.host, cause);
  const code = status === '407' ? 'ERR_PROXY_AUTHENTICATION' : 'ERR_PROXY_RESPONSE';
  return new ProxyError(code, `The proxy ${proxy.host} answered with HTTP status ${status}.`, { cause });
}
