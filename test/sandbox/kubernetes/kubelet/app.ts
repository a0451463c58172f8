import { createServer } from 'node:http';
import { duplexPair, type Duplex } from 'node:stream';

const CHUNK = Buffer.alloc(64 * 1024, 'x');

/**
 * The web server in a container that runs: says who it is, or as many bytes as `/bytes/<number>` asks for.
 * @returns a connection to it, which goes through no port of the machine
 */
export function connectToApp(hostname: string, answers: number): Duplex {
  const server = createServer((request, response) => {
    const [, wanted] = /^\/bytes\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (wanted === undefined) {
      response.writeHead(answers, { 'content-type': 'text/plain' });
      response.end(`Hello from ${hostname}\n`);
      return;
    }
    response.writeHead(200, { 'content-length': wanted });
    let left = Number(wanted);
    const send = (): void => {
      while (left > 0) {
        const chunk = CHUNK.subarray(0, Math.min(left, CHUNK.length));
        left -= chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', send);
          return;
        }
      }
      response.end();
    };
    send();
  });
  const [ours, theirs] = duplexPair();
  server.emit('connection', theirs);
  return ours;
}
