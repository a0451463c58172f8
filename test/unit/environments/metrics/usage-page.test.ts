import { doesNotMatch, match, strictEqual } from 'node:assert/strict';
import {
  addSample,
  MAX_SAMPLES,
  type UsageHistory,
} from '../../../../src/core/environments/metrics/usage-history';
import { noticePage, usagePage } from '../../../../src/core/environments/metrics/usage-page';
import { readPod, type Pod } from '../../../../src/core/environments/objects/pod';

const MIB = 1_048_576;

function pod(name: string, resources: object) {
  const read = readPod({
    metadata: { name, namespace: 'shop', uid: name },
    spec: { containers: [{ name: 'web', image: 'web', resources }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', restartCount: 2 }] },
  });
  if (!read) throw new Error('not a pod');
  return read;
}

const used = (name: string, cpu: number) => ({ pod: name, cpu, memory: 64 * MIB });
const sampled = (count: number) =>
  Array.from({ length: count }).reduce<UsageHistory>(
    (history, _none, index) => addSample(history, [used('web-1', index / 1_000)]),
    new Map(),
  );

const pageOf = (pods: readonly Pod[], history: UsageHistory, insights?: string) =>
  usagePage({ name: 'production', pods, history, insights, language: 'en' });

describe('The metrics of pods', () => {
  it('lead to CloudWatch Container Insights only where the cluster reports to it', () => {
    match(
      pageOf([], new Map(), 'https://a.example/?b=1&c'),
      /<a id="insights" href="https:\/\/a\.example\/\?b=1&amp;c">/,
    );
    doesNotMatch(pageOf([], new Map()), /<a /);
  });

  it('are written beside request and limit, with restarts', () => {
    const limited = pod('web-1', { requests: { cpu: '100m' }, limits: { memory: '128Mi' } });
    const page = pageOf([limited], sampled(3));
    match(page, /<td>2 · highest 2 · request 100</);
    match(page, /<td>64 · highest 64 · limit 128</);
    match(page, /<td>2<\/td>/);
  });

  it('are drawn from the second sample on, hidden from screen readers, which read the numbers', () => {
    const drawn = (count: number) => pageOf([pod('web-1', {})], sampled(count)).split('<svg').length - 1;
    strictEqual(drawn(1), 0);
    strictEqual(drawn(2), 2);
    match(pageOf([pod('web-1', {})], sampled(2)), /<svg aria-hidden="true"/);
  });

  it('draw what is always zero as a line at the bottom', () => {
    const idle = addSample(addSample(new Map(), [used('web-1', 0)]), [used('web-1', 0)]);
    match(pageOf([pod('web-1', {})], idle), /points="0\.0,40\.0 240\.0,40\.0"/);
  });

  it('have a line for the request and one for the limit, at their height', () => {
    const limited = pod('web-1', { requests: { cpu: '5m' }, limits: { cpu: '10m' } });
    const page = pageOf([limited], sampled(3));
    match(page, /<line class="request" x1="0" x2="240" y1="20\.0" y2="20\.0"\/>/);
    match(page, /<line class="limit" x1="0" x2="240" y1="0\.0" y2="0\.0"\/>/);
  });

  it('say where nothing has been measured yet', () => {
    match(pageOf([pod('web-1', {})], new Map()), /No metrics yet/);
  });

  it('take names and sentences as text', () => {
    match(pageOf([pod('<img src=x>', {})], new Map()), /&lt;img src=x&gt;/);
    strictEqual(noticePage('a <b> & "c"'), '<p>a &lt;b&gt; &amp; &quot;c&quot;</p>');
  });

  it('are kept for half an hour, and of pods that exist', () => {
    strictEqual(sampled(MAX_SAMPLES + 5).get('web-1')?.length, MAX_SAMPLES);
    strictEqual(addSample(sampled(3), [used('web-2', 1)]).has('web-1'), false);
  });
});
