import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { KubeConfig, PortForward } from '@kubernetes/client-node';
import { createStreams } from '../../../src/kube/streams';
import { startForwarder } from '../../../src/kube/forwarder';
import { connectionsTo } from '../../fakes/network';
import { SocketServer } from '../../unit/kube/socket-server';
import { median, type BenchOptions, type Row } from '../row';

const MEGABYTES = 100;
const CHUNK = Buffer.alloc(32 * 1024 + 1);

/** What a pod sends through a forwarded port, by our forwarder and by that of the Kubernetes client. */
export async function portForward({ runs }: BenchOptions): Promise<readonly Row[]> {
  const server = await SocketServer.start(['v4.channel.k8s.io']);
  server.onSocket = (socket) => {
    for (const channel of [0, 1]) socket.send(Uint8Array.of(channel, 0x88, 0x13));
    socket.on('error', () => undefined);
    let left = (MEGABYTES * 1024 ** 2) / (CHUNK.length - 1);
    const send = () => {
      if (left-- <= 0) socket.close();
      else socket.send(CHUNK, send);
    };
    socket.once('message', send);
  };
  const pod = { namespace: 'shop', pod: 'web' };
  const ours = await startForwarder({
    streams: createStreams(connectionsTo).streams(server.target),
    choosePod: () => Promise.resolve(pod),
    port: 5000,
    failed: (error) => console.error(error),
  });
  const theirs = clientForwarder(server);
  await new Promise<void>((listening) => theirs.listen(0, '127.0.0.1', listening));
  try {
    const times = async (port: number) => {
      const taken: number[] = [];
      for (let run = 0; run < Math.min(runs, 5); run++) taken.push(await download(port));
      return median(taken);
    };
    const { port } = theirs.address() as AddressInfo;
    return [
      {
        ...{
          name: `port-forward: ${MEGABYTES} MB from a pod`,
          unit: 'ms',
          value: await times(ours.localPort),
        },
        comparedWith: { name: 'client-node', value: await times(port) },
      },
    ];
  } finally {
    ours.dispose();
    theirs.close();
    await server.close();
  }
}

function clientForwarder({ target }: SocketServer): net.Server {
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'c', server: target.endpoint, caData: target.certificateAuthority, skipTLSVerify: false },
    { name: 'u', token: 't' },
  );
  const forward = new PortForward(config);
  return net.createServer((socket) => void forward.portForward('shop', 'web', [5000], socket, null, socket));
}

function download(port: number): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    let left = MEGABYTES * 1024 ** 2;
    const socket = net.connect(port, '127.0.0.1', () => socket.write('go'));
    socket.on('error', reject).on('data', (data) => {
      left -= data.length;
      if (left > 0) return;
      socket.destroy();
      resolve(performance.now() - begun);
    });
  });
}
