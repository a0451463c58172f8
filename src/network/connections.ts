import type { IncomingMessage } from 'node:http';
import type https from 'node:https';
import { Allowance, type HttpAnswer } from '../core/ports/http';
import type { Connections, HttpStream, Opened } from '../core/ports/connections';
import { readBody } from './body';
import { Deadlines } from './deadlines';
import { headOf, inOurTerms, MAX_HEADER_BYTES, responseTo, start, type Trust } from './exchange';

/** As much as is read of a refusal. */
const REFUSAL_BYTES = 64 * 1024;
/** It is the beginning that must not take long. */
const LIMITS = { connected: 10_000, begun: 30_000, whole: 2 ** 31 - 1 };
/** A connection that is gone without a word is noticed, also where nothing is sent for long. */
const KEEP_ALIVE_MS = 30_000;

/** What a connection is made with. */
export interface ConnectionOptions extends Trust {
  readonly agent: https.Agent;
}

/** How connections that stay are made. @see exchange for why certificates are checked with each. */
export function connections({ agent, ...trust }: ConnectionOptions): Connections {
  const options = { ...trust, agent, rejectUnauthorized: true, maxHeaderSize: MAX_HEADER_BYTES };
  return {
    async stream(request, signal) {
      const { url, method } = request;
      const deadlines = new Deadlines(LIMITS);
      const headers = { ...request.headers, 'accept-encoding': 'identity' };
      try {
        signal.throwIfAborted();
        const either = AbortSignal.any([signal, deadlines.signal]);
        const sent = start(url, { ...options, method, headers, signal: either }, agent, undefined);
        deadlines.follow(sent);
        const response = await responseTo(sent, request);
        const head = headOf(response, url.host);
        if (head.status >= 400) return await refusal(response, head, url.host);
        response.socket.setKeepAlive(true, KEEP_ALIVE_MS);
        return opened({ headers: head.headers, body: bodyOf(response, url.host, signal) });
      } catch (error) {
        signal.throwIfAborted();
        deadlines.signal.throwIfAborted();
        throw inOurTerms(error, url.host);
      } finally {
        deadlines.clear();
      }
    },

    async socket(request, protocols, signal) {
      // Who only reads a list needs none.
      const { openSocket } = await import('./sockets');
      return openSocket(
        request,
        protocols,
        { ...options, limits: LIMITS, keepAliveMs: KEEP_ALIVE_MS },
        signal,
      );
    },
  };
}

/** Reads what a server says instead of what was asked for. */
export async function refusal(
  response: IncomingMessage,
  head: Pick<HttpAnswer, 'status' | 'headers'>,
  host: string,
): Promise<Opened<never>> {
  const body = await readBody(response, host, new Allowance(REFUSAL_BYTES));
  return { kind: 'refused', answer: { ...head, body } };
}

function opened(connection: HttpStream): Opened<HttpStream> {
  return { kind: 'open', connection };
}

async function* bodyOf(
  response: IncomingMessage,
  host: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* response as AsyncIterable<Uint8Array>;
  } catch (error) {
    signal.throwIfAborted();
    throw inOurTerms(error, host);
  }
}
