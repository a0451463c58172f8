import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { LogSink } from '../../../../src/core/environments/streams/followed-log';
import { LogFollower } from '../../../../src/core/environments/streams/log-follower';
import { readPod, type Pod } from '../../../../src/core/environments/objects/pod';
import { KubernetesError } from '../../../../src/core/ports/kubernetes';
import { FakeClock } from '../../../fakes/clock';
import { FakeStreams, type ReadLog } from '../../../fakes/cluster-streams';

const at = (second: number, text: string) =>
  Buffer.from(`2026-12-01T09:30:${String(second).padStart(2, '0')}Z ${text}\n`);

interface Told {
  readonly restartCount?: number;
  readonly state?: object;
  readonly lastState?: object;
}

const running = { running: { startedAt: '2026-12-01T09:30:00Z' } };
const ended = { terminated: { exitCode: 1 } };

function pod(name: string, { restartCount = 0, state = running, lastState = {} }: Told = {}): Pod {
  const found = readPod({
    metadata: { name, namespace: 'shop', uid: name },
    spec: { containers: [{ name: 'web', image: 'web:1' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', restartCount, state, lastState }] },
  });
  if (!found) throw new Error('no pod');
  return found;
}

describe('The logs of an environment', () => {
  let streams: FakeStreams;
  let shown: string[];
  let stop: AbortController;
  let follower: LogFollower;
  let wake: () => void;
  const reports: unknown[] = [];

  beforeEach(() => {
    streams = new FakeStreams();
    shown = [];
    stop = new AbortController();
    const add = (lines: readonly string[]) => {
      shown.push(...lines);
      wake();
    };
    const sink: LogSink = { lines: add, note: (sentence) => add([sentence]) };
    wake = () => undefined;
    streams.onLog = () => wake();
    const report = (error: unknown) => reports.push(error);
    follower = new LogFollower({ streams, clock: new FakeClock(), sink, report }, 'shop', stop.signal);
  });
  afterEach(() => {
    stop.abort();
    deepStrictEqual(reports, []);
  });

  /** Until so much was shown. */
  const seen = async (count: number) => {
    while (shown.length < count) await new Promise<void>((woken) => (wake = woken));
    return shown;
  };
  const opened = async (count: number): Promise<ReadLog> => {
    while (streams.logs.length < count) await new Promise<void>((woken) => (wake = woken));
    const log = streams.logs[count - 1];
    if (!log) throw new Error('not opened');
    return log;
  };

  it('are of all pods, each line with its pod and container', async () => {
    follower.update([pod('web-1'), pod('web-2')]);
    (await opened(1)).bytes.push(at(1, 'one'));
    (await opened(2)).bytes.push(at(1, 'two'));
    deepStrictEqual([...(await seen(2))].sort(), ['[web-1/web] one', '[web-2/web] two']);
  });

  it('begin with 1,000 lines, which all containers share', async () => {
    follower.update([pod('web-1'), pod('web-2')]);
    await opened(2);
    follower.update([pod('web-1'), pod('web-2'), pod('web-3')]);
    await opened(3);
    deepStrictEqual(
      streams.logs.map(({ options }) => options.tailLines),
      [500, 500, 1000],
    );
  });

  it('continue with the pods of a rollout, and say which pod is gone', async () => {
    follower.update([pod('web-1')]);
    (await opened(1)).bytes.push(at(1, 'old'));
    await seen(1);
    follower.update([pod('web-1'), pod('web-2')]);
    (await opened(2)).bytes.push(at(2, 'new'));
    await seen(2);
    follower.update([pod('web-2')]);
    deepStrictEqual(await seen(3), ['[web-1/web] old', '[web-2/web] new', 'Pod web-1 is gone.']);
  });

  it('wait for a container that has not started', async () => {
    follower.update([pod('web-1', { state: { waiting: { reason: 'ContainerCreating' } } })]);
    strictEqual(streams.logs.length, 0);
    follower.update([pod('web-1')]);
    await opened(1);
  });

  it('continue when a container is started again', async () => {
    follower.update([pod('web-1')]);
    const first = await opened(1);
    first.bytes.push(at(1, 'crash'));
    await seen(1);
    follower.update([pod('web-1', { state: ended })]);
    first.bytes.finish();
    follower.update([pod('web-1', { restartCount: 1, lastState: ended })]);
    const second = await opened(2);
    strictEqual(second.options.sinceTime, '2026-12-01T09:30:01Z');
    second.bytes.push(at(1, 'crash'), at(2, 'again'));
    deepStrictEqual(await seen(3), [
      '[web-1/web] crash',
      '[web-1/web] The container was started again.',
      '[web-1/web] again',
    ]);
  });

  it('are read on where a connection broke, which is said once', async () => {
    follower.update([pod('web-1')]);
    const first = await opened(1);
    first.bytes.push(at(1, 'one'));
    await seen(1);
    streams.refusals.push(
      new KubernetesError('unreachable', 'down'),
      new KubernetesError('unauthorized', 'no'),
    );
    first.bytes.finish(new KubernetesError('unreachable', 'ECONNRESET'));
    const second = await opened(2);
    second.bytes.push(at(1, 'one'), at(3, 'two'));
    const lines = await seen(3);
    match(lines[1] ?? '', /^\[web-1\/web\] .*ECONNRESET.* Trying again\.$/);
    deepStrictEqual([lines[0], lines[2], lines.length], ['[web-1/web] one', '[web-1/web] two', 3]);
  });

  it('say which permission is missing, and do not ask again', async () => {
    const message = 'pods "web-1" is forbidden: User "a" cannot get resource "pods/log"';
    streams.refusals.push(new KubernetesError('forbidden', message));
    follower.update([pod('web-1')]);
    match((await seen(1))[0] ?? '', /cannot get resource "pods\/log"/);
    follower.update([pod('web-1', { restartCount: 1 })]);
    strictEqual(streams.logs.length, 0);
  });

  it('show nothing but text, however hostile', async () => {
    follower.update([pod('web-1')]);
    const hostile = '\x1b]52;c;cm0=\x07\x1b[31mred\x1b[0m\x00\u202eabc\rover\tcell\x9d0;title\x9c';
    (await opened(1)).bytes.push(at(1, hostile));
    deepStrictEqual(await seen(1), ['[web-1/web] redabc over\tcell']);
  });

  it('are bounded: of a line of 10 MB the beginning is shown', async () => {
    follower.update([pod('web-1')]);
    const { bytes } = await opened(1);
    const part = Buffer.alloc(1024 ** 2, 'x');
    bytes.push(
      at(1, '').subarray(0, 21),
      ...Array.from({ length: 10 }, () => part),
      Buffer.from('\n'),
      at(2, 'next'),
    );
    const [first = '', second] = await seen(2);
    deepStrictEqual([first.length < 70_000, first.endsWith('x…'), second], [true, true, '[web-1/web] next']);
  });

  it('are of fifty containers at most', async () => {
    follower.update(Array.from({ length: 60 }, (_, index) => pod(`web-${index}`)));
    await opened(50);
    match(shown.join(), /first 50 containers/);
  });

  it('end when they are no longer followed', async () => {
    follower.update([pod('web-1')]);
    await opened(1);
    stop.abort();
    follower.update([pod('web-1'), pod('web-2')]);
    strictEqual(streams.logs.length, 1);
  });
});
