import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, createSecureContext } from 'node:tls';
import { issueCertificates } from '../sandbox/kubernetes/certificates';

export interface ProxyOptions {
  /** The host whose TLS the proxy opens, as a company's does, and the port of this machine that then answers. */
  readonly inspect: { readonly host: string; readonly port: () => number };
}

/** A company's proxy: it asks for a password, and it alone knows the way to names that no DNS has. */
export interface TestProxy {
  /** With user and password. */
  readonly url: string;
  readonly host: string;
  readonly password: string;
  /** Of the certificates that it opens TLS with, PEM. */
  readonly authority: string;
  /** `host:port` of each connection that it made. */
  readonly connects: readonly string[];
  /** How many came without the password. */
  readonly refused: () => number;
  close(): Promise<void>;
}

/** A host that the company blocks. */
export const FORBIDDEN_HOST = 'forbidden.sandbox.test';

const USER = 'me';
/** With a character that has to be percent-encoded in a URL. */
const PASSWORD = 'proxy:p4ssw0rd@for-tests';

/** Starts it on a free port. Every name but the inspected one leads to the loopback interface, as it is. */
export async function startProxy({ inspect }: ProxyOptions): Promise<TestProxy> {
  const certificates = await issueCertificates(Date.now(), inspect.host);
  const secureContext = createSecureContext({ key: certificates.privateKey, cert: certificates.certificate });
  const connects: string[] = [];
  const open = new Set<Duplex>();
  let refused = 0;

  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    open.add(client);
    if (request.headers['proxy-authorization'] !== EXPECTED) {
      refused++;
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n');
      return;
    }
    const target = new URL(`https://${request.url ?? ''}`);
    if (target.hostname === FORBIDDEN_HOST) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    connects.push(request.url ?? '');
    const inspected = target.hostname === inspect.host;
    const upstream = connect(inspected ? inspect.port() : Number(target.port || 443), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      join(inspected ? new TLSSocket(client, { isServer: true, secureContext }) : client, upstream);
    });
    open.add(upstream.on('error', () => client.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${USER}:${encodeURIComponent(PASSWORD)}@${host}`,
    host,
    password: PASSWORD,
    authority: certificates.ca,
    connects,
    refused: () => refused,
    async close() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const EXPECTED = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;

/** Each hears the other until one is gone. */
function join(one: Duplex, other: Duplex): void {
  one.on('error', () => other.destroy()).on('close', () => other.destroy());
  other.on('error', () => one.destroy()).on('close', () => one.destroy());
  one.pipe(other).pipe(one);
}
