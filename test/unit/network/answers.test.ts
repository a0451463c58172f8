import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { Agent } from 'node:https';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { AnswerError } from '../../../src/core/errors/answer';
import { Allowance, type HttpAnswer } from '../../../src/core/ports/http';
import { exchange } from '../../../src/network/exchange';
import { startForeignServer, type ForeignServer } from '../../fakes/foreign-server';

const MB = 1024 ** 2;
const never = new AbortController().signal;

describe('An answer from the network', () => {
  let server: ForeignServer;
  let other: ForeignServer;
  before(async () => {
    [server, other] = await Promise.all([startForeignServer(), startForeignServer()]);
  });
  after(() => Promise.all([server.close(), other.close()]));

  const sender = (limits?: Parameters<typeof exchange>[0]['limits']) => {
    const ca = [server.authority, other.authority];
    return exchange({ agent: new Agent({ ca }), ca, limits });
  };
  const request = () => ({ method: 'GET', url: server.url, headers: { authorization: 'Bearer t0ken' } });
  const ask = (answer: RequestListener, allowance = new Allowance(64 * MB)) => {
    server.answer = answer;
    return sender()(request(), { signal: never, allowance });
  };
  const faultOf = (asked: Promise<HttpAnswer>) =>
    asked.then(
      () => 'none',
      (error: unknown) => (error instanceof AnswerError ? error.fault.kind : error),
    );
  const json =
    (body: string | Buffer, headers = {}): RequestListener =>
    (_, response) =>
      void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

  it('is handed on as it came', async () => {
    const { status, headers, body } = await ask(json('{"a":1}', { 'x-of-many': ['1', '2'] }));
    deepStrictEqual([status, headers['x-of-many']], [200, '1, 2']);
    strictEqual(Buffer.from(body).toString(), '{"a":1}');
  });

  for (const status of [300, 301, 302, 303, 307, 308])
    it(`is not followed elsewhere by ${status}, not to another port of the same host either`, async () => {
      const location = new URL('/stolen?token=1', other.url).href;
      const asked = ask((_, response) => void response.writeHead(status, { location }).end());
      await rejects(asked, {
        code: 'ERR_ANSWER_REDIRECT',
        fault: { kind: 'redirect', target: other.url.host },
      });
      deepStrictEqual(other.authorizations, []);
    });

  it('is not asked for compressed, and not unpacked', async () => {
    let accepted: unknown;
    const bomb = gzipSync(Buffer.alloc(20 * MB));
    const asked = ask((incoming, response) => {
      accepted = incoming.headers['accept-encoding'];
      json(bomb, { 'content-encoding': 'gzip' })(incoming, response);
    });
    strictEqual(await faultOf(asked), 'compressed');
    strictEqual(accepted, 'identity');
  });

  it('is read up to 8 MB, whatever length it announces', async () => {
    strictEqual((await ask(json(Buffer.alloc(8 * MB, 32)))).body.length, 8 * MB);
    strictEqual(await faultOf(ask(json(Buffer.alloc(8 * MB + 1, 32)))), 'too-large');
  });

  it('may, with the others of one call, only be as large as the call allows', async () => {
    const allowance = new Allowance(3 * MB);
    await ask(json(Buffer.alloc(2 * MB, 32)), allowance);
    strictEqual(await faultOf(ask(json(Buffer.alloc(2 * MB, 32)), allowance)), 'too-large');
    strictEqual(await faultOf(ask(json('{}'), allowance)), 'too-large');
  });

  it('is read as far as it helps where it is a failure', async () => {
    const { status, body } = await ask((_, response) => void response.writeHead(500).end('x'.repeat(MB)));
    deepStrictEqual([status, body.length], [500, 64 * 1024]);
  });

  it('has at most 16 KB of headers', async () => {
    strictEqual(await faultOf(ask(json('{}', { 'x-long': 'x'.repeat(20_000) }))), 'headers-too-large');
  });

  it('is HTTP', async () => {
    const asked = ask((incoming) => void incoming.socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'));
    strictEqual(await faultOf(asked), 'not-http');
  });

  it('is JSON that nests as deeply as Kubernetes does, and no deeper', async () => {
    const nested = (depth: number) => '[{"a]":'.repeat(depth / 2) + '1' + '}]'.repeat(depth / 2);
    strictEqual(await faultOf(ask(json(nested(200)))), 'none');
    strictEqual(await faultOf(ask(json(nested(202)))), 'too-deep');
    strictEqual(await faultOf(ask(json(` \n${'['.repeat(MB)}`))), 'too-deep');
    strictEqual(await faultOf(ask(json(JSON.stringify({ text: '[\\"{'.repeat(1_000) })))), 'none');
    strictEqual(await faultOf(ask(json(`<reason>${'{"a":['.repeat(1_000)}</reason>`))), 'none');
  });

  it('is whole in time, however busily a few bytes a second come in', async () => {
    let drip: NodeJS.Timeout | undefined;
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      drip = setInterval(() => response.write(' '), 5);
    };
    const send = sender({ connected: 5_000, begun: 5_000, whole: 100 });
    await rejects(send(request(), { signal: never, allowance: new Allowance(MB) }), { name: 'TimeoutError' });
    clearInterval(drip);
  });

  it('begins in time', async () => {
    server.answer = () => undefined;
    const send = sender({ connected: 5_000, begun: 50, whole: 5_000 });
    const asked = send(request(), { signal: never, allowance: new Allowance(MB) });
    await rejects(asked, { name: 'TimeoutError', code: 'ETIMEDOUT', message: /^No answer within/ });
  });

  it('is not waited for once the signal is aborted, in the middle of it neither', async () => {
    const stop = new AbortController();
    const reason = new Error('collapsed');
    const closed = new Promise((resolve) => {
      server.answer = (_, response) => {
        response.on('close', resolve);
        response.writeHead(200).write('begun');
        stop.abort(reason);
      };
    });
    await rejects(sender()(request(), { signal: stop.signal, allowance: new Allowance(MB) }), reason);
    await closed;
  });

  it('comes over TLS only, unless a way without was given', async () => {
    const plain = await startForeignServer({ tls: false });
    const asked = sender()({ ...request(), url: plain.url }, { signal: never, allowance: new Allowance(MB) });
    await rejects(asked, TypeError);
    deepStrictEqual(plain.authorizations, []);
    await plain.close();
  });
});
