import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issueCertificates } from '../sandbox/kubernetes/certificates';

/** Somebody's server that would like to have tokens; it keeps what it is sent. */
export class Attacker {
  /** Paths and headers; a connection counts even where its certificate was refused. */
  heard: readonly string[] = [];

  private constructor(
    private readonly server: Server,
    readonly ca: string,
  ) {}

  static async start(): Promise<Attacker> {
    const { ca, certificate, privateKey } = await issueCertificates(Date.now());
    const server = createServer({ cert: certificate, key: privateKey });
    const attacker = new Attacker(server, ca);
    const hear = (what: string) => (attacker.heard = [...attacker.heard, what]);
    server.on('request', ({ url, headers }, response) => {
      hear(`${url ?? ''} ${JSON.stringify(headers)}`);
      response.end('{}');
    });
    server.on('connection', () => hear('a connection'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return attacker;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
