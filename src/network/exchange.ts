// As a whole: VS Code changes these modules for extensions, and a name imported from an ES module keeps what it was before.
// With the changes come proxies that only VS Code knows (PAC scripts, Kerberos) and the system's certificate authorities.
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { AnswerError } from '../core/errors/answer';
import { ProxyError } from '../core/errors/network';
import type { HttpAnswer, HttpRequest, SendHttp } from '../core/ports/http';
import { readBody } from './body';
import { Deadlines, type TimeLimits } from './deadlines';

/** Node's own limit, said so that no variable of the environment changes it. */
export const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 200;

export interface Trust {
  /** Whom to trust, PEM; `undefined` is Node's and VS Code's choice. */
  readonly ca: string[] | undefined;
  /** Also authorities of `ca` that are not their own issuers, without those. Node has it since 20.18. */
  readonly allowPartialTrustChain?: true;
}

export interface ExchangeOptions extends Trust {
  readonly agent: https.Agent;
  /** Absent where only TLS will do. */
  readonly plainAgent?: http.Agent;
  readonly limits?: TimeLimits;
}

/**
 * How requests are sent. Certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says, and that is said with each
 * request: VS Code replaces the agent of a request by its own and keeps of ours nothing but `ca`.
 * https://github.com/microsoft/vscode-proxy-agent/blob/v0.32.0/src/index.ts
 */
export function exchange({ agent, plainAgent, limits, ...trust }: ExchangeOptions): SendHttp {
  return async (request, { signal, allowance }) => {
    const deadlines = new Deadlines(limits);
    const { url, method } = request;
    const options: RequestOptions = {
      ...{ ...trust, method, rejectUnauthorized: true, maxHeaderSize: MAX_HEADER_BYTES },
      // A server compresses when it may, and a few kilobytes may then become gigabytes.
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      signal: AbortSignal.any([signal, deadlines.signal]),
    };
    try {
      signal.throwIfAborted();
      const sent = start(url, options, agent, plainAgent);
      sent.maxHeadersCount = MAX_HEADERS;
      deadlines.follow(sent);
      const response = await responseTo(sent, request);
      const head = headOf(response, url.host);
      return { ...head, body: await readBody(response, url.host, allowance) };
    } catch (error) {
      signal.throwIfAborted();
      deadlines.signal.throwIfAborted();
      throw inOurTerms(error, url.host);
    } finally {
      deadlines.clear();
    }
  };
}

export function start(
  url: URL,
  options: RequestOptions,
  agent: https.Agent,
  plainAgent: http.Agent | undefined,
): ClientRequest {
  if (url.protocol === 'https:') return https.request(url, { ...options, agent });
  if (url.protocol === 'http:' && plainAgent) return http.request(url, { ...options, agent: plainAgent });
  throw new TypeError(`${url.origin} is not called without TLS.`);
}

export function responseTo(sent: ClientRequest, { body }: HttpRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on('response', resolve);
    // Also later errors: without a listener they would end the process.
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Throws for what is not read any further. */
export function headOf(response: IncomingMessage, host: string): Pick<HttpAnswer, 'status' | 'headers'> {
  const { statusCode: status = 0 } = response;
  const headers: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(response.headers))
    headers[name] = Array.isArray(value) ? value.join(',') : value;
  try {
    if (status === 407)
      throw new ProxyError('ERR_PROXY_AUTHENTICATION', 'The proxy answered with HTTP status 407.');
    if (status >= 300 && status < 400)
      throw new AnswerError(host, { kind: 'redirect', target: targetOf(headers['location'], host) });
    if (!['', 'identity'].includes(headers['content-encoding'] ?? ''))
      throw new AnswerError(host, { kind: 'compressed' });
  } catch (error) {
    response.destroy();
    throw error;
  }
  return { status, headers };
}

/** The host alone: what else is in a URL may be as long as it likes, and secret. */
function targetOf(location: string | undefined, host: string): string {
  const base = `https://${host}`;
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).host : '?';
}

/** What Node threw, as an `AnswerError` where it is the fault of an answer. */
export function inOurTerms<E>(error: E, host: string): E | AnswerError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'HPE_HEADER_OVERFLOW')
    return new AnswerError(host, { kind: 'headers-too-large' }, { cause: error });
  return code.startsWith('HPE_') ? new AnswerError(host, { kind: 'not-http' }, { cause: error }) : error;
}
