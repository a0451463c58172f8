import { once } from 'node:events';
import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { buffer as readBuffer } from 'node:stream/consumers';
import type { Answer, ApiRequest } from './exchange';

export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  return requestOf(message, await readBuffer(message));
}

/** A request whose body is known. */
export function requestOf(message: IncomingMessage, body: Buffer): ApiRequest {
  const [path = '/', query = ''] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers,
    body,
  };
}

/** Sends an answer; a stream continues until its watch ends or the client disconnects. */
export function writeAnswer(answer: Answer, response: ServerResponse): void {
  switch (answer.kind) {
    case 'json':
      response.writeHead(answer.code, {
        'Content-Type': 'application/json',
        ...(answer.warnings.length > 0 && { Warning: answer.warnings.map(warning) }),
      });
      response.end(JSON.stringify(answer.body));
      return;
    case 'bytes':
      response.writeHead(answer.code, answer.body.length > 0 ? { 'Content-Type': answer.type } : {});
      response.end(answer.body);
      return;
    case 'stream': {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.flushHeaders();
      const stop = answer.start({
        send: (document) => response.write(`${JSON.stringify(document)}\n`),
        end: () => response.end(),
      });
      response.on('close', stop);
      return;
    }
    case 'text': {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.flushHeaders();
      const stop = answer.start({
        write: (bytes) => void response.write(bytes),
        end: () => response.end(),
      });
      response.on('close', stop);
    }
  }
}

/** Says on a connection that was to become a stream why it does not. */
export function refuseUpgrade(answer: Answer, socket: Duplex): void {
  const body = answer.kind === 'json' ? JSON.stringify(answer.body) : '';
  const code = 'code' in answer ? answer.code : 500;
  socket.end(
    [
      `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Code 299 is of no agent in particular: https://www.rfc-editor.org/rfc/rfc7234#section-5.5.7 */
function warning(text: string): string {
  return `299 - ${JSON.stringify(text)}`;
}

/** Resolves once the server takes connections on the loopback interface. */
export async function listen(server: Server, port: number): Promise<void> {
  const listening = once(server, 'listening');
  server.listen(port, '127.0.0.1');
  await listening;
}
