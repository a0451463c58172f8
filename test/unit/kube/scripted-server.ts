import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesTarget } from '../../../src/core/ports/kubernetes';
import { issueCertificates } from '../../sandbox/kubernetes/certificates';

export const named = (name: string, resourceVersion = '1') => ({
  metadata: { name, namespace: 'shop', resourceVersion },
});
export const change = (type: string, object: object) => `${JSON.stringify({ type, object })}\n`;
export const status = (code: number, message: string) => ({
  ...{ kind: 'Status', code, message, reason: code === 403 ? 'Forbidden' : 'Other', details: {} },
});

/** An API server that is told what to answer, one request after the other. */
export class ScriptedServer {
  readonly urls: URL[] = [];
  readonly tokens: string[] = [];
  onList: (response: ServerResponse, url: URL) => void = (response) => list(response, []);
  onWatch: (response: ServerResponse, url: URL) => void = () => undefined;
  /** Instead of the next watch, once. */
  refusal: { readonly code: number; readonly body: object } | undefined;

  private constructor(
    private readonly server: Server,
    private readonly ca: string,
  ) {}

  static async start(): Promise<ScriptedServer> {
    const { ca, certificate, privateKey } = await issueCertificates(Date.now(), '127.0.0.1');
    const server = createServer({ cert: certificate, key: privateKey });
    const scripted = new ScriptedServer(server, ca);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const url = new URL(request.url ?? '', scripted.target().endpoint);
      scripted.urls.push(url);
      scripted.tokens.push(request.headers.authorization ?? '');
      if (!url.searchParams.has('watch')) {
        scripted.onList(response, url);
        return;
      }
      const { refusal } = scripted;
      scripted.refusal = undefined;
      if (refusal) {
        json(response, refusal.code, refusal.body);
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      scripted.onWatch(response, url);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return scripted;
  }

  get watches(): readonly URL[] {
    return this.urls.filter(({ searchParams }) => searchParams.has('watch'));
  }

  target(parts: Partial<KubernetesTarget> = {}): KubernetesTarget {
    const { port } = this.server.address() as AddressInfo;
    return {
      endpoint: `https://127.0.0.1:${port}`,
      certificateAuthority: Buffer.from(this.ca).toString('base64'),
      token: () => Promise.resolve('t'),
      ...parts,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

export function list(response: ServerResponse, names: readonly string[], metadata: object = {}): void {
  json(response, 200, {
    metadata: { resourceVersion: '10', ...metadata },
    items: names.map((name) => named(name)),
  });
}

export function json(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
