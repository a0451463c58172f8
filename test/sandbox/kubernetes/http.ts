import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { buffer as readBuffer } from 'node:stream/consumers';
import type { Answer, ApiRequest } from './exchange';

export async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const [path = '/', query = ''] = (message.url ?? '/').split('?');
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers,
    body: await readBuffer(message),
  };
}

/** Sends an answer; a stream goes on until its watch ends or the client goes. */
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
      response.writeHead(answer.code, { 'Content-Type': answer.type });
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
    }
  }
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
