import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { ClusterStreams, ForwardedConnection, PodReference } from '../core/ports/streams';

/** As much as waits for a local reader before the pod is told to wait. */
const WAITING_BYTES = 1024 ** 2;

export interface ForwarderOptions {
  readonly streams: Pick<ClusterStreams, 'forward'>;
  /** Asked at each connection: a rollout replaces pods. Fails where none is ready. */
  readonly choosePod: () => Promise<PodReference>;
  /** Of the pod. */
  readonly port: number;
  /** On this machine; any that is free where it is absent. */
  readonly localPort?: number;
  /** Called with the reason when a connection fails; the others continue. */
  readonly failed: (error: unknown) => void;
}

export interface Forwarder {
  readonly localPort: number;
  dispose(): void;
}

/** Forwards a port of this machine to a pod that is ready at the time of each connection. */
export async function startForwarder(options: ForwarderOptions): Promise<Forwarder> {
  const ended = new AbortController();
  const server = net.createServer({ allowHalfOpen: true, highWaterMark: WAITING_BYTES }, (socket) => {
    connect(socket, options, ended.signal).catch((error: unknown) => {
      socket.destroy();
      if (!ended.signal.aborted) options.failed(error);
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.localPort ?? 0, '127.0.0.1', listening);
  });
  return {
    localPort: (server.address() as AddressInfo).port,
    dispose() {
      ended.abort();
      server.close();
    },
  };
}

async function connect(socket: Socket, options: ForwarderOptions, signal: AbortSignal): Promise<void> {
  const closed = new AbortController();
  // Also where it fails: without a listener the error would end the process.
  socket.on('error', () => closed.abort());
  socket.on('close', () => closed.abort());
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  const pod = await options.choosePod();
  const connection = await options.streams.forward(
    pod,
    options.port,
    AbortSignal.any([signal, closed.signal]),
  );
  await Promise.all([outward(socket, connection), inward(socket, connection, closed.signal)]);
}

async function outward(socket: Socket, connection: ForwardedConnection): Promise<void> {
  for await (const data of socket as AsyncIterable<Uint8Array>) await connection.send(data);
}

async function inward(socket: Socket, connection: ForwardedConnection, closed: AbortSignal): Promise<void> {
  for await (const data of connection.received) {
    if (socket.write(data)) continue;
    // One that was closed meanwhile drains no more, and its connection has ended.
    await once(socket, 'drain', { signal: closed }).catch(() => undefined);
  }
  socket.end();
}
