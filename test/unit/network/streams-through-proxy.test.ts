import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Connections } from '../../../src/core/ports/connections';
import { connections as connectionsWith } from '../../../src/network/connections';
import { ProxiedAgent } from '../../../src/network/proxied-agent';
import { SocketServer } from '../kube/socket-server';

const never = new AbortController().signal;

/** A proxy that knows CONNECT, and notes where it was asked to connect. */
class ConnectProxy {
  readonly targets: string[] = [];
  refuses = false;
  private readonly opened = new Set<Socket>();
  private readonly server: Server = createServer();

  async start(): Promise<string> {
    this.server.on('connect', ({ url = '' }: IncomingMessage, client: Socket) => {
      this.targets.push(url);
      this.opened.add(client.on('error', () => undefined));
      if (this.refuses) {
        client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      const { hostname, port } = new URL(`http://${url}`);
      const server = net.connect(Number(port), hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      this.opened.add(server.on('error', () => undefined));
    });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.opened) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('Streams through the proxy of http.proxy', () => {
  let server: SocketServer;
  let proxy: ConnectProxy;
  let connections: Connections;
  const requestTo = (path: string) => ({ url: new URL(path, server.target.endpoint), headers: {} });

  beforeEach(async () => {
    server = await SocketServer.start(['v5.channel.k8s.io']);
    proxy = new ConnectProxy();
    const url = new URL(await proxy.start());
    const ca = [Buffer.from(server.target.certificateAuthority, 'base64').toString()];
    // Chosen for each address: this machine's own never goes through a proxy by itself.
    connections = connectionsWith({ agent: new ProxiedAgent(() => url, { ca }), ca });
  });
  afterEach(async () => {
    await proxy.stop();
    await server.close();
  });

  it('are WebSockets, with what is sent both ways', async () => {
    server.onSocket = (socket) => socket.on('message', (data) => socket.send(data));
    const opened = await connections.socket(requestTo('/exec'), ['v5.channel.k8s.io'], never);
    ok(opened.kind === 'open');
    await opened.connection.send(Buffer.from('hello'));
    for await (const message of opened.connection.messages) {
      strictEqual(Buffer.from(message).toString(), 'hello');
      break;
    }
    deepStrictEqual(proxy.targets, [new URL(server.target.endpoint).host]);
  });

  it('are answers that last, such as watches and logs', async () => {
    server.onRequest = (response) => response.end('line\n');
    const opened = await connections.stream({ method: 'GET', ...requestTo('/log') }, never);
    ok(opened.kind === 'open');
    const parts: Uint8Array[] = [];
    for await (const part of opened.connection.body) parts.push(part);
    strictEqual(Buffer.concat(parts).toString(), 'line\n');
    deepStrictEqual(proxy.targets, [new URL(server.target.endpoint).host]);
  });

  it('fail as requests do where the proxy refuses them', async () => {
    proxy.refuses = true;
    await rejects(connections.socket(requestTo('/exec'), [], never), { code: 'ERR_PROXY_AUTHENTICATION' });
    deepStrictEqual(server.urls, []);
  });
});
