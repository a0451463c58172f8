import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';

/** An API server for streams, which does with each what a test says. */
export class SocketServer {
  readonly urls: URL[] = [];
  readonly offered: string[][] = [];
  onSocket: (socket: WebSocket, url: URL) => void = () => undefined;
  onRequest: (response: ServerResponse, url: URL) => void = (response) => response.end();
  /** Answers an upgrade instead of a socket. */
  refusal: { readonly code: number; readonly body: string } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly ca: string,
  ) {}

  /** @param protocols that it knows, the best first */
  static async start(protocols: readonly string[]): Promise<SocketServer> {
    const { ca, certificate, privateKey } = await issueCertificates(Date.now(), '127.0.0.1');
    const server = createServer({ cert: certificate, key: privateKey });
    const made = new SocketServer(server, ca);
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => protocols.find((protocol) => offered.has(protocol)) ?? false,
    });
    const urlOf = (request: IncomingMessage) => new URL(request.url ?? '', made.target.endpoint);
    server.on('upgrade', (request: IncomingMessage, connection, head) => {
      made.urls.push(urlOf(request));
      made.offered.push((request.headers['sec-websocket-protocol'] ?? '').split(/, ?/));
      if (made.refusal) {
        const { code, body } = made.refusal;
        connection.end(
          `HTTP/1.1 ${code} Refused\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
        return;
      }
      sockets.handleUpgrade(request, connection, head, (socket) => made.onSocket(socket, urlOf(request)));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      made.urls.push(urlOf(request));
      made.onRequest(response, urlOf(request));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return made;
  }

  get target(): KubernetesTarget {
    const { port } = this.server.address() as AddressInfo;
    const certificateAuthority = Buffer.from(this.ca).toString('base64');
    return { endpoint: `https://127.0.0.1:${port}`, certificateAuthority, token: () => Promise.resolve('t') };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
