import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import net from 'node:net';
import type { WebSocket } from 'ws';
import { KubernetesError } from '../../../src/core/ports/kubernetes';
import type { ClusterStreams, ContainerProcess, ProcessEvent } from '../../../src/core/ports/streams';
import { startForwarder } from '../../../src/kube/forwarder';
import { createStreams } from '../../../src/kube/streams';
import { connectionsTo } from '../../fakes/network';
import { SocketServer } from './socket-server';

const V5 = 'v5.channel.k8s.io';
const V4 = 'v4.channel.k8s.io';
const web = { namespace: 'shop', pod: 'web-1', container: 'web' };
const never = new AbortController().signal;
const message = (channel: number, text: string | Uint8Array) =>
  Buffer.concat([Uint8Array.of(channel), Buffer.from(text)]);
const exitStatus = (code: number) =>
  JSON.stringify({
    ...{
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: `command terminated with non-zero exit code: ${code}`,
    },
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  });

async function all(process: ContainerProcess): Promise<readonly unknown[]> {
  const events: unknown[] = [];
  for await (const event of process.events) events.push(readable(event));
  return events;
}

const readable = (event: ProcessEvent) =>
  event.kind === 'output' ? `${event.from}: ${Buffer.from(event.data).toString()}` : event;

describe('Streams into pods', () => {
  let server: SocketServer;
  let streams: ClusterStreams;

  const start = async (...protocols: readonly string[]) => {
    server = await SocketServer.start(protocols);
    streams = createStreams(connectionsTo).streams(server.target);
  };
  beforeEach(() => start(V5, V4));
  afterEach(() => server.close());

  it('run a command and tell its outputs and exit code', async () => {
    server.onSocket = (socket) => {
      socket.send(message(1, 'out'));
      socket.send(message(2, 'err'));
      socket.send(message(3, exitStatus(3)));
      socket.close();
    };
    const process = await streams.exec(web, ['sh', '-c', 'exit 3'], 'pipes', never);
    deepStrictEqual(await all(process), ['stdout: out', 'stderr: err', { kind: 'exited', code: 3 }]);
    deepStrictEqual(server.offered, [[V5, V4]]);
    const [url] = server.urls;
    strictEqual(url?.pathname, '/api/v1/namespaces/shop/pods/web-1/exec');
    deepStrictEqual(url.searchParams.getAll('command'), ['sh', '-c', 'exit 3']);
    deepStrictEqual([url.searchParams.get('stderr'), url.searchParams.get('tty')], ['true', null]);
  });

  it('tell success, and why a command could not be started', async () => {
    const ends: readonly (readonly [string, ProcessEvent])[] = [
      ['{"status":"Success"}', { kind: 'exited', code: 0 }],
      [
        '{"status":"Failure","message":"exec: bash: not found"}',
        { kind: 'failed', message: 'exec: bash: not found' },
      ],
      ['no JSON', { kind: 'failed', message: 'no JSON' }],
    ];
    for (const [status, end] of ends) {
      server.onSocket = (socket) => socket.send(message(3, status));
      deepStrictEqual(await all(await streams.attach(web, 'terminal', never)), [end]);
    }
  });

  it('tell that a process was lost with its pod', async () => {
    server.onSocket = (socket) => socket.send(message(1, 'out'), () => socket.terminate());
    deepStrictEqual(await all(await streams.exec(web, ['sh'], 'terminal', never)), [
      'stdout: out',
      { kind: 'lost' },
    ]);
  });

  for (const [protocol, canEnd] of [
    [V5, true],
    [V4, false],
  ] as const)
    it(`send input and sizes over ${protocol}`, async () => {
      await server.close();
      await start(protocol);
      const received: Buffer[] = [];
      server.onSocket = (socket) => {
        socket.on('message', (data: Buffer) => {
          received.push(data);
          if (received.length === (canEnd ? 3 : 2)) socket.send(message(3, '{"status":"Success"}'));
        });
      };
      const process = await streams.exec(web, ['sh'], 'terminal', never);
      await process.write(Buffer.from('ls\r'));
      await process.resize({ columns: 80, rows: 24 });
      strictEqual(await process.endInput(), canEnd);
      await all(process);
      deepStrictEqual(received, [
        message(0, 'ls\r'),
        message(4, '{"Width":80,"Height":24}'),
        ...(canEnd ? [Buffer.from([255, 0])] : []),
      ]);
    });

  it('are refused in the words of the cluster', async () => {
    const body = {
      kind: 'Status',
      message: 'pods "web-1" is forbidden: cannot create resource "pods/exec"',
      reason: 'Forbidden',
    };
    server.refusal = { code: 403, body: JSON.stringify(body) };
    await rejects(streams.exec(web, ['sh'], 'pipes', never), (error: unknown) => {
      ok(error instanceof KubernetesError);
      strictEqual(error.kind, 'forbidden');
      match(error.message, /pods\/exec/);
      return true;
    });
  });

  it('end when they are aborted', async () => {
    const aborted = new AbortController();
    const process = await streams.exec(web, ['sh'], 'terminal', aborted.signal);
    const events = all(process);
    aborted.abort();
    deepStrictEqual(await events, [{ kind: 'lost' }]);
  });

  it('read a log as it is written, with the options of kubectl', async () => {
    server.onRequest = (response) => {
      response.write('first\n');
      response.end(Buffer.from([0xff, 0x00, 0x0a]));
    };
    const parts: Uint8Array[] = [];
    for await (const part of await streams.log(
      web,
      { follow: true, tailLines: 1000, previous: undefined },
      never,
    ))
      parts.push(part);
    deepStrictEqual(
      Buffer.concat(parts),
      Buffer.concat([Buffer.from('first\n'), Buffer.from([0xff, 0x00, 0x0a])]),
    );
    strictEqual(server.urls[0]?.search, '?container=web&follow=true&tailLines=1000');
  });

  it('make the server wait with a log that is not read', async () => {
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const stopped = new Promise<void>((stop) => {
      server.onRequest = (response) => {
        while (written < 64 * 1024 ** 2) {
          written += chunk.length;
          if (!response.write(chunk)) break;
        }
        stop();
      };
    });
    const aborted = new AbortController();
    await streams.log(web, { follow: true }, aborted.signal);
    await stopped;
    ok(written < 64 * 1024 ** 2);
    aborted.abort();
  });

  describe('to a port', () => {
    const echo = (socket: WebSocket) => {
      for (const channel of [0, 1]) socket.send(message(channel, Uint8Array.of(0x88, 0x13)));
      socket.on('message', (data: Buffer) => socket.send(data));
    };

    it('carry bytes both ways, each connection to the pod that is chosen for it', async () => {
      server.onSocket = echo;
      const pods = ['web-1', 'web-2'];
      const choosePod = () => Promise.resolve({ namespace: 'shop', pod: pods.shift() ?? '' });
      const forwarder = await startForwarder({ streams, choosePod, port: 5000, failed: fail });
      const sent = Buffer.alloc(1024 ** 2, 'abc');
      for (const pod of [...pods]) {
        deepStrictEqual(await through(forwarder.localPort, sent), sent);
        strictEqual(server.urls.at(-1)?.pathname, `/api/v1/namespaces/shop/pods/${pod}/portforward`);
        strictEqual(server.urls.at(-1)?.search, '?ports=5000');
      }
      forwarder.dispose();
    });

    it('say why a connection fails, and take the next', async () => {
      const told = new Promise<unknown>((failed) => {
        server.onSocket = (socket) =>
          socket.send(
            message(1, Buffer.concat([Uint8Array.of(0x88, 0x13), Buffer.from('connection refused')])),
          );
        void startForwarder({ streams, choosePod: () => Promise.resolve(web), port: 5000, failed }).then(
          (forwarder) => net.connect(forwarder.localPort, '127.0.0.1').on('close', () => forwarder.dispose()),
        );
      });
      match(String(await told), /connection refused/);
    });
  });
});

/** Sends all, and reads as much back. */
function through(port: number, sent: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const socket = net.connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('error', reject).on('data', (data: Buffer) => {
      parts.push(data);
      size += data.length;
      if (size < sent.length) return;
      socket.destroy();
      resolve(Buffer.concat(parts));
    });
  });
}

function fail(error: unknown): never {
  throw error;
}
