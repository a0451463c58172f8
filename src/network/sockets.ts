import type { IncomingMessage } from 'node:http';
import WebSocket, { type ClientOptions } from 'ws';
import type { HttpRequest } from '../core/ports/http';
import type { Opened, Socket } from '../core/ports/connections';
import { refusal } from './connections';
import { headOf, inOurTerms } from './exchange';
import type { TimeLimits } from './deadlines';

/** A message of Kubernetes has some kilobytes; one of several megabytes comes from somebody else. */
const MAX_MESSAGE_BYTES = 8 * 1024 ** 2;
/** As much as waits here for its reader before the server is told to wait. */
const MAX_WAITING_BYTES = 1024 ** 2;

export interface SocketOptions extends Pick<ClientOptions, 'agent' | 'ca' | 'rejectUnauthorized'> {
  readonly limits: TimeLimits;
  readonly keepAliveMs: number;
}

/**
 * Opens a WebSocket with our agent: so it goes through the same proxies and trusts the same authorities as a request. A
 * refusal is read, and no redirect is followed.
 */
export function openSocket(
  { url, headers }: Pick<HttpRequest, 'url' | 'headers'>,
  protocols: readonly string[],
  { limits, keepAliveMs, ...options }: SocketOptions,
  signal: AbortSignal,
): Promise<Opened<Socket>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = new WebSocket(url.href.replace(/^http/, 'ws'), [...protocols], {
      ...options,
      headers,
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: limits.begun,
      maxPayload: MAX_MESSAGE_BYTES,
    });
    const abort = () => {
      socket.terminate();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', abort));
    socket.on('error', (error) => reject(inOurTerms(error, url.host)));
    socket.once('unexpected-response', (_request, response: IncomingMessage) => {
      const refused = async () => refusal(response, headOf(response, url.host), url.host);
      refused()
        .then(resolve, reject)
        .finally(() => socket.terminate());
    });
    socket.once('upgrade', (response) => response.socket.setKeepAlive(true, keepAliveMs));
    socket.once('open', () => resolve({ kind: 'open', connection: asSocket(socket, url.host) }));
  });
}

function asSocket(socket: WebSocket, host: string): Socket {
  return {
    protocol: socket.protocol,
    messages: new Messages(socket, host),
    send: (message) =>
      new Promise((sent, failed) =>
        socket.send(message, (error) => (error ? failed(inOurTerms(error, host)) : sent())),
      ),
    close: () => socket.close(),
  };
}

/** The messages of a socket, for one reader. The socket is paused while many wait. */
class Messages implements AsyncIterable<Uint8Array> {
  private readonly waiting: Uint8Array[] = [];
  private bytes = 0;
  private end: { readonly error?: Error } | undefined;
  private wake = () => {};

  constructor(
    private readonly socket: WebSocket,
    host: string,
  ) {
    socket.binaryType = 'nodebuffer';
    socket.on('message', (data: Buffer) => {
      this.waiting.push(data);
      this.bytes += data.length;
      if (this.bytes > MAX_WAITING_BYTES) socket.pause();
      this.wake();
    });
    socket.on('error', (error) => this.finish({ error: inOurTerms(error, host) }));
    socket.on('close', () => this.finish({}));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      while (true) {
        const message = this.waiting.shift();
        if (message) {
          this.bytes -= message.length;
          if (this.socket.isPaused && this.bytes <= MAX_WAITING_BYTES / 2) this.socket.resume();
          yield message;
        } else if (this.end) {
          if (this.end.error) throw this.end.error;
          return;
        } else await new Promise<void>((wake) => (this.wake = wake));
      }
    } finally {
      this.socket.close();
    }
  }

  private finish(end: { readonly error?: Error }): void {
    this.end ??= end;
    this.wake();
  }
}
