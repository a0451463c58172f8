import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import type { KubernetesApi } from '../../../src/core/ports/kubernetes';
import { createKubernetes } from '../../../src/kube/index';
import { FakeCallClock } from '../../fakes/call-clock';
import { toCluster } from '../../fakes/network';
import { CannedKubernetes, type CannedAnswer } from './canned-kubernetes';

const never = new AbortController().signal;
const BUSY = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'etcdserver: leader changed' };
const ACCOUNT = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'eks-clusters-x' } };
const REFERENCE = { apiVersion: 'v1', kind: 'Namespace', name: 'eks-clusters-x' };

const CALLS: Readonly<Record<string, (api: KubernetesApi) => Promise<unknown>>> = {
  'reads an object': (api) => api.read(REFERENCE, never),
  'lists nodes': (api) => api.nodes(never),
  'asks for the version': (api) => api.version(never),
  'asks what it may': (api) => api.can({ verb: 'get', group: '', resource: 'pods' }, never),
  'asks for a token': (api) => api.serviceAccountToken({ name: 'a', namespace: 'b' }, never),
  'applies an object': (api) => api.apply(ACCOUNT, never),
  annotates: (api) => api.annotate(REFERENCE, { a: 'b' }, never),
  deletes: (api) => api.delete(REFERENCE, never),
};

describe('A call of a cluster that is busy', () => {
  let kubernetes: CannedKubernetes;
  let clock: FakeCallClock;
  let failures: CannedAnswer[];

  before(async () => void (kubernetes = await CannedKubernetes.start()));
  after(() => kubernetes.close());
  beforeEach(() => {
    [clock, failures] = [new FakeCallClock(), []];
    kubernetes.requests.length = 0;
    const good = {
      ...{ ...ACCOUNT, items: [], gitVersion: 'v1', status: { token: 't', allowed: true } },
      ...{ resources: [{ name: 'namespaces', kind: 'Namespace', namespaced: false }] },
    };
    kubernetes.answer = () => failures.shift() ?? { json: good };
  });

  const api = () => createKubernetes(toCluster, clock).connect(kubernetes.target());
  const busy = (status: number, headers = {}): CannedAnswer => ({ status, headers, json: BUSY });

  for (const [what, ask] of Object.entries(CALLS))
    it(`is made again when it ${what}`, async () => {
      failures = [busy(429), busy(503)];
      await ask(api());
      strictEqual(clock.waits.length, 2);
    });

  for (const status of [429, 500, 502, 503, 504])
    it(`is made until its 15 seconds are over, and ends with what the server says last: ${status}`, async () => {
      failures = Array<CannedAnswer>(99).fill(busy(status));
      await rejects(api().nodes(never), { kind: 'busy', message: BUSY.message });
      strictEqual(clock.waited, 14_000);
      strictEqual(kubernetes.requests.length, clock.waits.length + 1);
      const longest = (index: number) => Math.min(500 * 2 ** index, 3_000) * 1.5;
      ok(clock.waits.every((ms, index) => ms >= 0 && ms <= longest(index)));
    });

  for (const status of [400, 401, 403, 409, 410, 422, 501])
    it(`is made once where the answer is ${status}: another would be the same`, async () => {
      failures = [busy(status)];
      await rejects(api().nodes(never), { name: 'KubernetesError' });
      strictEqual(kubernetes.requests.length, 1);
    });

  it('waits for as long as the server says', async () => {
    const date = new Date(clock.now() - 5_000).toUTCString();
    failures = [busy(429, { 'retry-after': '3' }), busy(503, { 'retry-after': date })];
    await api().nodes(never);
    deepStrictEqual(clock.waits, [3_000, 250]);
  });

  for (const value of ['-5', '1.5', 'soon', 'in 9 seconds', '120, 120', '9.12.2026', ''])
    it(`waits longer each time where a server says nothing that can be understood: ${value}`, async () => {
      failures = Array<CannedAnswer>(4).fill(busy(503, { 'retry-after': value }));
      await api().nodes(never);
      ok(
        clock.waits.every((ms, index) => ms >= 250 * 2 ** Math.min(index, 2)),
        clock.waits.join(' '),
      );
    });

  it('does not wait for what is beyond its time', async () => {
    for (const value of ['86400', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      failures = [busy(503, { 'retry-after': value })];
      await rejects(api().nodes(never), { kind: 'busy' });
    }
    deepStrictEqual(clock.waits, []);
  });

  it('succeeds whenever the server is back within its time, and never asks earlier than it was told', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(CALLS)),
        fc.integer({ min: 0, max: 14_000 }),
        fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), { maxLength: 8 }),
        async (what, busyFor, wishes) => {
          clock = new FakeCallClock();
          const [back, end] = [clock.now() + busyFor, clock.now() + 15_000];
          const [good, asked] = [kubernetes.answer, [...wishes]];
          let earliest = 0;
          let isRefused = false;
          kubernetes.answer = (request) => {
            ok(clock.now() >= earliest);
            if (clock.now() >= back) return good(request);
            const seconds = asked.shift();
            earliest = clock.now() + (seconds ?? 0) * 1_000;
            isRefused ||= earliest >= end;
            return busy(429, seconds === undefined ? {} : { 'retry-after': String(seconds) });
          };
          try {
            await CALLS[what]?.(api());
          } catch (error) {
            // Only a server that asks for more time than there is may end a call.
            ok(isRefused, String(error));
          } finally {
            kubernetes.answer = good;
          }
          ok(clock.waited < 15_000);
        },
      ),
      { numRuns: 60 },
    ));

  it('does not wait where the server asks for more time than a call has', async () => {
    failures = [busy(429, { 'retry-after': '60' })];
    await rejects(api().nodes(never), { kind: 'busy' });
    deepStrictEqual(clock.waits, []);
  });

  it('ends with the reason of the signal while it waits', async () => {
    const stop = new AbortController();
    const reason = new Error('closed the window');
    failures = [busy(503)];
    const aborting = {
      now: () => 0,
      pause(_ms: number, signal: AbortSignal) {
        stop.abort(reason);
        return Promise.reject(signal.reason as Error);
      },
    };
    const stopped = createKubernetes(toCluster, aborting).connect(kubernetes.target()).nodes(stop.signal);
    await rejects(stopped, reason);
  });
});
