import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpCall } from './signature/http-call';
import type { HttpAnswer } from './wire/protocol';

/** Listens on the loopback interface alone: who reaches it may do anything, as on a developer's machine. */
const HOST = '127.0.0.1';

/** Serves until it is closed; an answer of `undefined` breaks the connection. */
export async function serve(
  port: number,
  answer: (call: HttpCall) => Promise<HttpAnswer | undefined>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    respond(request, response, answer).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, resolve);
  });
  const { port: actualPort } = server.address() as AddressInfo;
  return { url: `http://${HOST}:${actualPort}`, close: () => close(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: HttpCall) => Promise<HttpAnswer | undefined>,
): Promise<void> {
  const result = await answer(await readCall(request));
  if (!result) {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(result.status, {
    ...result.headers,
    'content-length': Buffer.byteLength(result.body),
  });
  response.end(result.body);
}

async function readCall(request: IncomingMessage): Promise<HttpCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')]);
  return {
    method: request.method ?? 'GET',
    url: new URL(`http://${request.headers.host ?? HOST}${request.url ?? '/'}`),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
