import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import type { Address } from '../../../../src/core/environments/addresses/address';
import { readPod, type Pod } from '../../../../src/core/environments/objects/pod';
import { parsePort, portsOf, schemeOf } from '../../../../src/core/environments/streams/ports';
import { reachableAddress } from '../../../../src/core/environments/streams/reachable-address';
import { ReadyPods } from '../../../../src/core/environments/streams/ready-pods';
import { FakeClock } from '../../../fakes/clock';

type Part = Readonly<Record<string, unknown>>;
const never = new AbortController().signal;

function pod(name: string, isReady = true, containers: readonly Part[] = []): Pod {
  const found = readPod({
    metadata: { name, namespace: 'shop', uid: name },
    spec: { containers },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  });
  if (!found) throw new Error('no pod');
  return found;
}

describe('The pod of a connection', () => {
  it('is one that is ready then, in turns', async () => {
    const pods = new ReadyPods({ pods: [pod('a'), pod('b', false), pod('c')] }, 'shop', {
      sleep: () => new Promise(() => undefined),
    });
    const chosen = [await pods.next(), await pods.next(), await pods.next()];
    deepStrictEqual(
      chosen.map((reference) => reference.pod),
      ['a', 'c', 'a'],
    );
  });

  it('is waited for while a rollout has replaced all', async () => {
    const current = { pods: [pod('old', false)] };
    const pods = new ReadyPods(current, 'shop', { sleep: () => new Promise(() => undefined) });
    const next = pods.next();
    current.pods = [pod('new', false)];
    pods.changed();
    current.pods = [pod('new')];
    pods.changed();
    deepStrictEqual(await next, { namespace: 'shop', pod: 'new' });
  });

  it('is missed after a while, with what the pods wait for', async () => {
    const pods = new ReadyPods({ pods: [pod('web-1', false)] }, 'shop', new FakeClock());
    await rejects(pods.next(), { code: 'no-ready-pod', message: /web-1: Running, not ready/ });
  });
});

describe('The ports of an app', () => {
  const container = (name: string, ...ports: readonly (readonly [string, number])[]) => ({
    name,
    ports: ports.map(([portName, containerPort]) => ({ name: portName, containerPort })),
  });

  it('are those of ready pods: what a browser wants first, what is internal last', () => {
    const found = portsOf([
      pod('new', true, [container('web', ['metrics', 1], ['', 8080], ['http', 9090], ['', 70_000])]),
      pod('old', false, [container('web', ['', 3000])]),
    ]);
    deepStrictEqual(
      found.map(({ number }) => number),
      [9090, 8080, 1],
    );
  });

  it('are spoken to as their names say', () =>
    deepStrictEqual(
      [
        schemeOf({ number: 443, name: '' }),
        schemeOf({ number: 443, name: 'http' }),
        schemeOf({ number: 80, name: '' }),
      ],
      ['https', 'http', 'http'],
    ));

  for (const [text, number] of [
    ['8080', 8080],
    [' 80 ', 80],
    ['0', undefined],
    ['65536', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['80; rm', undefined],
  ] as const)
    it(`${JSON.stringify(text)} is ${number ?? 'none'}`, () => strictEqual(parsePort(text), number));
});

describe('The address that is opened', () => {
  const ready = (url: string): Address => ({ kind: 'ready', name: url, url });
  const waiting: Address = { kind: 'waiting', name: 'web', waitingFor: 'AWS' };

  it('is the first that answers', async () => {
    const asked: string[] = [];
    const found = await reachableAddress(
      [waiting, ready('https://gone.example'), ready('http://lb.example:8080'), ready('http://[::1]')],
      (host, port) => {
        asked.push(`${host} ${port}`);
        return Promise.resolve(host !== 'gone.example');
      },
      never,
    );
    strictEqual(found, 'http://lb.example:8080');
    deepStrictEqual(asked, ['gone.example 443', 'lb.example 8080', '::1 80']);
  });

  it('is none where none answers, and nothing but a page of the web', async () => {
    const answers = () => Promise.resolve(true);
    strictEqual(
      await reachableAddress([waiting, ready('command:evil'), ready('file:///')], answers, never),
      undefined,
    );
    strictEqual(await reachableAddress([ready('http://a')], () => Promise.resolve(false), never), undefined);
  });
});
