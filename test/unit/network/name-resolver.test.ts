import { deepStrictEqual, rejects } from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { nameResolver } from '../../../src/network/name-resolver';

const never = new AbortController().signal;

/** Answers A records of `1.2.3.4` below `apps.example.com`, and that there is no other name. */
async function nameServer(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const question = query.subarray(12);
    const isKnown = question.toString('latin1').includes('\u0004apps') && question.at(-3) === 1;
    const header = Buffer.from([
      query[0] ?? 0,
      query[1] ?? 0,
      0x81,
      isKnown ? 0x80 : 0x83,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
    if (isKnown) header.writeUInt16BE(1, 6);
    const end = question.indexOf(0) + 5;
    const answer = isKnown
      ? Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4])
      : Buffer.alloc(0);
    socket.send(Buffer.concat([header, question.subarray(0, end), answer]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

describe('The name servers of a machine', () => {
  let socket: Socket;
  before(async () => (socket = await nameServer()));
  after(() => socket.close());

  const resolver = () => nameResolver([`127.0.0.1:${socket.address().port}`]);

  it('are asked for all addresses of a host', async () =>
    deepStrictEqual(await resolver().addresses('eks-1.apps.example.com', never), ['1.2.3.4']));

  it('say that there is none', async () =>
    deepStrictEqual(await resolver().addresses('other.example', never), []));

  it('are left when the user has changed their mind', () =>
    rejects(resolver().addresses('a.apps.example.com', AbortSignal.abort(new Error('enough'))), /enough/));
});
