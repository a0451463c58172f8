import { once } from 'node:events';
import {
  createServer as createPlainServer,
  type RequestListener,
  type Server as PlainServer,
} from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issueCertificates } from '../sandbox/kubernetes/certificates';

/** A server that answers as a test likes, and knows what it was asked. */
export interface ForeignServer {
  readonly url: URL;
  /** Of the authority that vouches for it, PEM; empty without TLS. */
  readonly authority: string;
  /** The credentials that came in. */
  readonly authorizations: readonly (string | undefined)[];
  answer: RequestListener;
  close(): Promise<void>;
}

/** @param host 127.0.0.2 is this machine, too, and VS Code does not know it for that */
export async function startForeignServer(
  { tls, host = '127.0.0.1' }: { tls: boolean; host?: string } = { tls: true },
): Promise<ForeignServer> {
  const { ca, certificate, privateKey } = await issueCertificates(Date.now(), host);
  const server = tls ? createServer({ cert: certificate, key: privateKey }) : createPlainServer();
  await listening(server, host);
  const authorizations: (string | undefined)[] = [];
  const foreign = {
    url: new URL(`${tls ? 'https' : 'http'}://${host}:${(server.address() as AddressInfo).port}`),
    authority: tls ? ca : '',
    authorizations,
    answer: ((_, response) => void response.end()) as RequestListener,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (request, response) => {
    authorizations.push(request.headers.authorization);
    foreign.answer(request, response);
  });
  return foreign;
}

async function listening(server: Server | PlainServer, host: string): Promise<void> {
  server.listen(0, host);
  await once(server, 'listening');
}
