import { bounded } from '../core/errors/bounded';
import { KubernetesError } from '../core/ports/kubernetes';
import type { Socket } from '../core/ports/connections';
import type { ForwardedConnection } from '../core/ports/streams';

/** Kubelets speak it; servers before 1.30 do not know the newer one. */
export const FORWARD_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

const DATA = 0;
const ERROR = 1;
/** The first message of each channel repeats the port. */
const PORT_BYTES = 2;

/** A connection to the one port that a socket of `portforward` was asked for. */
export function forwardedOver(socket: Socket): ForwardedConnection {
  return {
    received: receivedBy(socket),
    send: (data) => socket.send(Buffer.concat([Uint8Array.of(DATA), data])),
    close: () => socket.close(),
  };
}

async function* receivedBy(socket: Socket): AsyncGenerator<Uint8Array> {
  const left = new Map([
    [DATA, PORT_BYTES],
    [ERROR, PORT_BYTES],
  ]);
  for await (const message of socket.messages) {
    const channel = message[0] ?? -1;
    const skipped = left.get(channel);
    if (skipped === undefined) continue;
    const data = message.subarray(1 + skipped);
    left.set(channel, Math.max(0, skipped - (message.length - 1)));
    if (data.length === 0) continue;
    if (channel === ERROR) throw new KubernetesError('other', bounded(Buffer.from(data).toString()));
    yield data;
  }
}
