import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RawData, WebSocket } from 'ws';
import type { PodLife } from '../kubelet/pod';
import { connectTo, refusal } from './port-forward';
import { SpdyConnection, type SpdyStream } from './spdy';

/** How kubectl has forwarded ports since 1.31: SPDY, inside of a WebSocket. */
export const SPDY_TUNNEL = 'SPDY/3.1+portforward.k8s.io';

/** Forwards a connection for each pair of streams, one for errors and one for data, until the socket closes. */
export function serveTunnel(socket: WebSocket, life: PodLife): void {
  const pairs = new Map<string, Duplex>();
  const send = (bytes: Buffer): Promise<void> =>
    new Promise((resolve) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes, () => resolve());
      else resolve();
    });
  const connection = new SpdyConnection(
    send,
    ({ headers, duplex }: SpdyStream) => {
      duplex.on('error', () => undefined);
      const request = headers.get('requestid') ?? '';
      const errors = pairs.get(request);
      if (headers.get('streamtype') === 'error' || !errors) {
        pairs.set(request, duplex);
        return;
      }
      pairs.delete(request);
      void forward(life, Number(headers.get('port')), { data: duplex, errors });
    },
    () => socket.terminate(),
  );
  socket.on('message', (message: RawData) => connection.receive(message as Buffer));
  socket.on('close', () => connection.end());
}

async function forward(
  life: PodLife,
  port: number,
  { data, errors }: { data: Duplex; errors: Duplex },
): Promise<void> {
  try {
    const connection = await connectTo(life, port);
    // What ends early on one side has ended, and is no failure: kubectl would close the whole forwarding.
    await pipeline(data, connection, data).catch(() => data.end());
  } catch (error) {
    errors.write(refusal(error, life, port));
    data.end();
  }
  errors.end();
}
