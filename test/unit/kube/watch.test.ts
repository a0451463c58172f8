import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Watch, WatchedKind } from '../../../src/core/ports/watch';
import { callClock, type CallClock } from '../../../src/kube/retry';
import { createWatches } from '../../../src/kube/watcher';
import { connectionsTo } from '../../fakes/network';
import { change, json, list, named, ScriptedServer, status } from './scripted-server';

const pods: WatchedKind<string> = {
  api: 'api/v1',
  resource: 'pods',
  read: (object) => (object as { metadata: { name: string } }).metadata.name,
};
/** Time in which pauses are short, and sleep is what a test says. */
class QuickClock implements CallClock {
  slept = 0;

  now(): number {
    return callClock.now() + this.slept;
  }

  pause(ms: number, signal: AbortSignal): Promise<unknown> {
    return callClock.pause(Math.min(ms, 20), signal);
  }
}

describe('A watch of objects', () => {
  let server: ScriptedServer;
  let clock: QuickClock;
  let watch: Watch<string>;
  let changes: number;
  let wake: () => void;

  const look = (target = server.target()) => {
    const watcher = createWatches(connectionsTo, fail, clock).watcher(target);
    watch = watcher.watch(pods, 'shop', () => {
      changes++;
      wake();
    });
    return watcher;
  };
  /** Resolves when the state is so; the test's own time limit is the deadline. */
  const until = async (isSo: () => boolean) => {
    while (!isSo())
      await Promise.race([new Promise<void>((woken) => (wake = woken)), callClock.pause(5, never)]);
  };
  const names = () => ('objects' in watch.state ? watch.state.objects : []);

  beforeEach(async () => {
    [server, clock, changes, wake] = [await ScriptedServer.start(), new QuickClock(), 0, () => undefined];
  });
  afterEach(async () => {
    watch.dispose();
    await server.close();
  });

  it('begins with all pages of the list, and follows from there', async () => {
    server.onList = (response, { searchParams }) =>
      searchParams.get('continue') === 'more'
        ? list(response, ['b'])
        : list(response, ['a'], { continue: 'more' });
    server.onWatch = (response) => {
      response.write(change('ADDED', named('c', '11')));
      response.write(change('MODIFIED', named('a', '12')));
      response.write(change('DELETED', named('b', '13')));
    };
    look();
    await until(() => names().includes('c') && !names().includes('b'));
    deepStrictEqual(names(), ['a', 'c']);
    strictEqual(server.watches[0]?.searchParams.get('resourceVersion'), '10');
    strictEqual(server.watches[0].pathname, '/api/v1/namespaces/shop/pods');
  });

  it('is one for all who look, and ends with the last of them', async () => {
    const ended = new Promise<void>((end) => (server.onWatch = (response) => response.on('close', end)));
    const watcher = look();
    const second = watcher.watch(pods, 'shop', () => undefined);
    await until(() => server.watches.length === 1);
    watch.dispose();
    strictEqual(second.state.kind, 'current');
    second.dispose();
    await ended;
    strictEqual(server.urls.length, 2);
  });

  it('is another where the same objects are watched for something else', async () => {
    server.onList = (response) => list(response, ['a']);
    const watcher = look();
    const lengths: WatchedKind<number> = { ...pods, read: (object) => pods.read(object)?.length };
    const other = watcher.watch(lengths, 'shop', () => wake());
    await until(() => names().length > 0 && other.state.kind === 'current');
    deepStrictEqual([names(), other.state], [['a'], { kind: 'current', objects: [1] }]);
    other.dispose();
  });

  it('continues from the last bookmark when the server ends it', async () => {
    server.onWatch = (response, { searchParams }) => {
      if (searchParams.get('resourceVersion') === '10')
        response.end(change('BOOKMARK', { metadata: { resourceVersion: '20' } }));
    };
    look();
    await until(() => server.watches.length > 1);
    strictEqual(server.watches[1]?.searchParams.get('resourceVersion'), '20');
    strictEqual(server.urls.length - server.watches.length, 1);
  });

  it('lists again when what it has seen is too old', async () => {
    server.onWatch = (response) => {
      if (server.watches.length > 1) return;
      server.onList = (again) => list(again, ['new']);
      response.end(change('ERROR', status(410, 'too old resource version: 10 (99)')));
    };
    look();
    await until(() => names().includes('new'));
    deepStrictEqual(names(), ['new']);
  });

  it('lists again when a watch is refused because it begins too long ago', async () => {
    const tooOld = 'The resourceVersion for the provided watch is too old.';
    server.refusal = { code: 410, body: status(410, tooOld) };
    look();
    await until(() => server.watches.length === 2);
    strictEqual(server.urls.length - server.watches.length, 2);
    strictEqual(watch.state.kind, 'current');
  });

  it('takes a new token when the old one is refused', async () => {
    let token = 'old';
    server.onList = (response) =>
      server.tokens.at(-1) === 'Bearer old'
        ? json(response, 401, status(401, 'Unauthorized'))
        : list(response, ['a']);
    look(server.target({ token: () => Promise.resolve(token), renewToken: () => (token = 'new') }));
    await until(() => names().includes('a'));
  });

  it('says that it may not list, asks no more, and asks again when told to', async () => {
    server.onList = (response) =>
      json(response, 403, status(403, 'pods is forbidden: User "u" cannot list resource "pods"'));
    look();
    await until(() => watch.state.kind === 'refused');
    ok(watch.state.kind === 'refused');
    strictEqual((watch.state.error.cause as { code: string }).code, 'kubernetes-forbidden');
    strictEqual(server.urls.length, 1);
    server.onList = (response) => list(response, ['a']);
    watch.retry();
    await until(() => names().includes('a'));
  });

  it('keeps what it knew while the cluster does not answer, and catches up', async () => {
    server.onList = (response) => list(response, ['a']);
    server.onWatch = (response) => {
      response.destroy();
      if (server.watches.length > 4)
        server.onWatch = (later) => later.write(change('ADDED', named('b', '11')));
    };
    look();
    await until(() => watch.state.kind === 'outdated');
    deepStrictEqual(names(), ['a']);
    await until(() => names().includes('b'));
    strictEqual(watch.state.kind, 'current');
  });

  it('takes no HTML for an answer', async () => {
    server.onList = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    look();
    await until(() => watch.state.kind === 'outdated');
    ok(watch.state.kind === 'outdated');
    strictEqual(watch.state.error.name, 'KubernetesError');
  });

  it('opens its connection again after the machine has slept', async () => {
    look();
    await until(() => server.watches.length === 1);
    clock.slept = 3_600_000;
    await until(() => server.watches.length === 2);
    strictEqual(server.watches[1]?.searchParams.get('resourceVersion'), '10');
  });

  it('lists again after the machine has slept for longer than the cluster remembers', async () => {
    server.onList = (response) => list(response, ['a']);
    look();
    await until(() => server.watches.length === 1);
    server.onList = (response) => list(response, ['b']);
    server.refusal = { code: 410, body: status(410, 'The resourceVersion is too old.') };
    clock.slept = 3_600_000;
    await until(() => server.watches.length === 3 && names().includes('b'));
    deepStrictEqual(names(), ['b']);
  });

  it('continues with another token where the old one ends in the middle, and misses nothing', async () => {
    let token = 'old';
    server.onList = (response) => list(response, ['a']);
    server.onWatch = (response) => {
      response.write(change('ADDED', named('b', '11')));
      server.refusal = { code: 401, body: status(401, 'Unauthorized') };
      server.onWatch = (later) => later.write(change('ADDED', named('c', '12')));
      response.end();
    };
    look(server.target({ token: () => Promise.resolve(token), renewToken: () => (token = 'new') }));
    await until(() => names().includes('c'));
    deepStrictEqual(names(), ['a', 'b', 'c']);
    deepStrictEqual(
      server.watches.map(({ searchParams }) => searchParams.get('resourceVersion')),
      ['10', '11', '11'],
    );
    deepStrictEqual(server.tokens.slice(-2), ['Bearer old', 'Bearer new']);
  });

  it('says once more what is there when its namespace ends: nothing', async () => {
    server.onList = (response) => list(response, ['a']);
    server.onWatch = (response) => response.write(change('DELETED', named('a', '11')));
    look();
    await until(() => watch.state.kind === 'current' && names().length === 0);
  });

  it('is refused by a page of a proxy, too, and asks again', async () => {
    server.onList = (response) => list(response, ['a']);
    server.onWatch = (response) => {
      response.end('<html><body>Sign in to the proxy</body></html>\n');
      if (server.watches.length > 2) server.onWatch = () => undefined;
    };
    look();
    await until(() => watch.state.kind === 'outdated');
    deepStrictEqual(names(), ['a']);
    await until(() => watch.state.kind === 'current');
  });

  it('tells of a thousand changes in a few calls, and lets others work in between', async () => {
    const many = Array.from({ length: 1000 }, (_, n) =>
      change('ADDED', { ...named(`pod-${n}`, String(n)), padding: 'x'.repeat(4000) }),
    );
    server.onWatch = (response) => response.write(many.join(''));
    look();
    let turns = 0;
    while (names().length < 1000) {
      await setImmediate();
      turns++;
    }
    ok(changes < 100, `${changes} calls`);
    ok(turns > changes, `${turns} turns of the event loop`);
  });
});

const never = new AbortController().signal;

function fail(error: unknown): never {
  throw error;
}
