import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';

const CLOSE = 255;
/** Past so much that the client has not taken, nothing more is read for it. */
const HIGH_WATER_BYTES = 4 * 2 ** 20;

/** A WebSocket on which the first byte of each message is the number of its channel. */
export class Channels {
  constructor(readonly socket: WebSocket) {}

  /** Resolves once there is room for more. */
  async send(channel: number, data: Uint8Array): Promise<void> {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    const sent = new Promise<void>((resolve) =>
      socket.send(Buffer.concat([Buffer.of(channel), data]), () => resolve()),
    );
    if (socket.bufferedAmount > HIGH_WATER_BYTES) await sent;
  }

  /** @param listener gets what comes on each channel, and that a channel is at its end */
  onData(listener: (channel: number, data: Buffer) => void, onEnd: (channel: number) => void): void {
    this.socket.on('message', (message: RawData) => {
      const bytes = Buffer.isBuffer(message) ? message : Buffer.from(message as ArrayBuffer);
      const [channel = 0, closed = 0] = bytes;
      if (channel === CLOSE) onEnd(closed);
      else listener(channel, bytes.subarray(1));
    });
  }

  close(): void {
    this.socket.close(1000);
  }
}

/** Completes the handshake with the first of the offered subprotocols that is served. */
export function acceptWebSocket(
  request: IncomingMessage,
  { socket, head, served }: { socket: Duplex; head: Buffer; served: readonly string[] },
): Promise<WebSocket> {
  const chosen = offeredBy(request).find((name) => served.includes(name));
  // The name of kubectl's tunnel has a slash, which the library does not take for a name: it is not asked.
  delete request.headers['sec-websocket-protocol'];
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('headers', (headers) => {
    if (chosen !== undefined) headers.push(`Sec-WebSocket-Protocol: ${chosen}`);
  });
  return new Promise((resolve) => server.handleUpgrade(request, socket, head, resolve));
}

/** The subprotocols that a client offers. */
export function offeredBy({ headers }: IncomingMessage): readonly string[] {
  return (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
}
