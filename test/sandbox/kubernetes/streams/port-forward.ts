import type { Duplex } from 'node:stream';
import type { PodLife } from '../kubelet/pod';
import { Refused } from '../kubelet/runtime';
import { badRequest } from '../status';
import type { Channels } from './channels';

/** The ports in the query of a request: one, or several with commas or by repetition. */
export function wantedPorts(query: URLSearchParams): readonly number[] {
  const said = query.getAll('ports');
  if (said.length === 0) throw badRequest('query parameter "port" is required');
  return said
    .flatMap((text) => text.split(','))
    .map((text) => {
      const port = Number(text);
      if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
      throw badRequest(`unable to parse ${JSON.stringify(text)} as a port`);
    });
}

/**
 * Forwards each port over two channels, one of data and one of errors; each begins with the number of the port.
 * @see k8s.io/kubelet/pkg/cri/streaming/portforward/websocket.go
 */
export async function servePortForward(
  channels: Channels,
  life: PodLife,
  ports: readonly number[],
): Promise<void> {
  const connections = new Map<number, Duplex>();
  const early = new Map<number, Buffer[]>();
  channels.onData(
    (channel, data) => {
      const connection = connections.get(channel);
      if (connection) connection.write(data);
      else early.set(channel, [...(early.get(channel) ?? []), data]);
    },
    (channel) => connections.get(channel)?.end(),
  );
  channels.socket.on('close', () => connections.forEach((connection) => connection.destroy()));
  await Promise.all(
    ports.map(async (port, index) => {
      const [data, errors] = [index * 2, index * 2 + 1];
      const number = Buffer.of(port & 255, port >> 8);
      await channels.send(data, number);
      await channels.send(errors, number);
      try {
        const connection = await connectTo(life, port);
        connections.set(data, connection);
        early.get(data)?.forEach((chunk) => connection.write(chunk));
        for await (const chunk of connection) await channels.send(data, chunk as Buffer);
      } catch (error) {
        await channels.send(errors, Buffer.from(refusal(error, life, port)));
      }
    }),
  );
  channels.close();
}

/** A connection to a port of a pod, whichever of its containers listens. */
export async function connectTo(life: PodLife, port: number): Promise<Duplex> {
  for (const { instance } of life.containers) {
    try {
      if (instance) return await instance.connect(port);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  throw new Refused('connection refused');
}

/** What containerd says of a port on which nothing listens. Unverified: of public reports. */
export function refusal(error: unknown, life: PodLife, port: number): string {
  const why = error instanceof Error ? error.message : String(error);
  return `error forwarding port ${port} to pod ${life.uid}, uid : failed to execute portforward in network namespace "/var/run/netns/cni-${life.uid}": failed to connect to localhost:${port} inside namespace "${life.uid}", IPv4: dial tcp4 127.0.0.1:${port}: connect: ${why} IPv6 dial tcp6: address localhost: no suitable address found`;
}
