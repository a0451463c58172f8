import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';

export interface CannedRequest {
  readonly route: string;
  readonly query: URLSearchParams;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: unknown;
}

export interface CannedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json: unknown;
}

/** An API server that answers by `METHOD /path`; `undefined` leaves the request without an answer. */
export class CannedKubernetes {
  readonly requests: CannedRequest[] = [];
  answer: (request: CannedRequest) => CannedAnswer | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    readonly ca: string,
    private readonly host: string,
  ) {}

  static async start(host = '127.0.0.1'): Promise<CannedKubernetes> {
    const { ca, certificate, privateKey } = await issueCertificates(Date.now(), host);
    const server = createServer({ cert: certificate, key: privateKey });
    const kubernetes = new CannedKubernetes(server, ca, host);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '', kubernetes.endpoint);
        const text = Buffer.concat(chunks).toString();
        const received: CannedRequest = {
          route: `${request.method ?? ''} ${pathname}`,
          query: searchParams,
          headers: request.headers,
          body: text === '' ? undefined : JSON.parse(text),
        };
        kubernetes.requests.push(received);
        const answer = kubernetes.answer(received);
        if (!answer) return;
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
        response.end(JSON.stringify(answer.json));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return kubernetes;
  }

  get endpoint(): string {
    return `https://${this.host}:${(this.server.address() as AddressInfo).port}`;
  }

  target(token: () => Promise<string> = () => Promise.resolve('t')): KubernetesTarget {
    return { endpoint: this.endpoint, certificateAuthority: Buffer.from(this.ca).toString('base64'), token };
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((closed) => this.server.close(() => closed()));
  }
}
