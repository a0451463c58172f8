import { strictEqual } from 'node:assert/strict';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { answersAt } from '../../../src/network/answers-at';

const never = new AbortController().signal;

describe('Whether somebody answers', () => {
  let server: net.Server;
  let port: number;

  beforeEach(async () => {
    server = net.createServer((socket) => socket.destroy());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(() => server.close());

  it('is yes where a connection comes about', async () =>
    strictEqual(await answersAt('127.0.0.1', port, never), true));

  it('is no where nothing listens', async () => {
    server.close();
    await once(server, 'close');
    strictEqual(await answersAt('127.0.0.1', port, never), false);
  });

  it('is no where the name does not resolve', async () =>
    strictEqual(await answersAt('no-such-host.invalid', 80, never), false));

  it('is no once it is not asked any more', async () =>
    strictEqual(await answersAt('127.0.0.1', port, AbortSignal.abort()), false));
});
