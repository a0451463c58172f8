import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../format';
import type { PodUsage } from '../../ports/workloads';
import type { Pod } from '../objects/pod';
import { parseQuantity } from '../quantity';
import type { UsageHistory } from './usage-history';

const WIDTH = 240;
const HEIGHT = 40;
const BYTES_PER_MIB = 1_048_576;

type Resource = 'cpu' | 'memory';

/** What the panel shows. */
export interface UsageView {
  /** Name of the environment, app or pod. */
  readonly name: string;
  readonly pods: readonly Pod[];
  readonly history: UsageHistory;
  /** CloudWatch Container Insights, where the cluster reports to it. */
  readonly insights: string | undefined;
  /** Of the numbers. */
  readonly language: string;
}

/** The pods of an environment as HTML: for each a row with numbers, and charts that only repeat them. */
export function usagePage({ name, pods, history, insights, language }: UsageView): string {
  const heads = [l10n.t('Pod'), l10n.t('CPU (millicores)'), l10n.t('Memory (MiB)'), l10n.t('Restarts')];
  const rows = pods.map((pod) => podRow(pod, history.get(pod.name) ?? [], language));
  const legend = l10n.t(
    'Measured every 15 seconds while this tab is visible, for half an hour at most. In the charts, a dashed line is the request and a solid one the limit.',
  );
  return [
    `<h1>${escape(l10n.t('Metrics: {0}', name))}</h1>`,
    `<table><thead><tr>${heads.map((head) => `<th scope="col">${escape(head)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.join('')}</tbody></table>`,
    `<p class="legend">${escape(legend)}</p>`,
    ...(insights === undefined
      ? []
      : [
          `<p><a id="insights" href="${escape(insights)}">${escape(l10n.t('Open CloudWatch Container Insights'))}</a></p>`,
        ]),
  ].join('');
}

/** Where the metrics API is absent: why, and a button that installs it. */
export function installPage(text: string): string {
  return `${noticePage(text)}<button id="install">${escape(l10n.t('Install the Add-on metrics-server'))}</button>`;
}

/** A sentence in place of the table. */
export function noticePage(text: string): string {
  return `<p>${escape(text)}</p>`;
}

function podRow(pod: Pod, samples: readonly PodUsage[], language: string): string {
  const restarts = pod.containers.reduce((sum, { restarts: count }) => sum + count, 0);
  const cells = (['cpu', 'memory'] as const).map((resource) => {
    const bounds = { request: total(pod, REQUESTS[resource]), limit: total(pod, LIMITS[resource]) };
    const values = samples.map((sample) => shown(resource, sample[resource]));
    return `<td>${escape(usageText(values, boundsIn(resource, bounds), language))}${chart(values, boundsIn(resource, bounds))}</td>`;
  });
  return `<tr><th scope="row">${escape(pod.name)}</th>${cells.join('')}<td>${formatNumber(restarts, language)}</td></tr>`;
}

/** In the unit of the column; absent where not every container has one. */
interface Bounds {
  readonly request: number | undefined;
  readonly limit: number | undefined;
}

function boundsIn(resource: Resource, { request, limit }: Bounds): Bounds {
  const inUnit = (value: number | undefined) => (value === undefined ? undefined : shown(resource, value));
  return { request: inUnit(request), limit: inUnit(limit) };
}

function usageText(values: readonly number[], { request, limit }: Bounds, language: string): string {
  const last = values.at(-1);
  if (last === undefined) return l10n.t('No metrics yet');
  const number = (value: number) => formatNumber(value, language);
  return [
    number(last),
    ...(values.length > 1 ? [l10n.t('highest {0}', number(Math.max(...values)))] : []),
    ...(request === undefined ? [] : [l10n.t('request {0}', number(request))]),
    ...(limit === undefined ? [] : [l10n.t('limit {0}', number(limit))]),
  ].join(' · ');
}

const REQUESTS = { cpu: 'cpuRequest', memory: 'memoryRequest' } as const;
const LIMITS = { cpu: 'cpuLimit', memory: 'memoryLimit' } as const;

/** Of all containers that run; nothing where one of them has none. */
function total({ containers }: Pod, of: 'cpuRequest' | 'memoryRequest' | 'cpuLimit' | 'memoryLimit') {
  const values = containers.filter(({ role }) => role !== 'init').map((each) => parseQuantity(each[of]));
  return values.reduce(
    (sum, value) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
}

function shown(resource: Resource, value: number): number {
  return Math.round(resource === 'cpu' ? value * 1_000 : value / BYTES_PER_MIB);
}

/** From zero to the highest of values, request and limit, so that a small use looks small. */
function chart(values: readonly number[], { request, limit }: Bounds): string {
  if (values.length < 2) return '';
  const top = Math.max(...values, request ?? 0, limit ?? 0) || 1;
  const height = (value: number) => (HEIGHT - (value / top) * HEIGHT).toFixed(1);
  const points = values.map(
    (value, index) => `${((index / (values.length - 1)) * WIDTH).toFixed(1)},${height(value)}`,
  );
  const line = (kind: keyof Bounds, value: number | undefined) =>
    value === undefined
      ? ''
      : `<line class="${kind}" x1="0" x2="${WIDTH}" y1="${height(value)}" y2="${height(value)}"/>`;
  return `<svg aria-hidden="true" viewBox="0 -2 ${WIDTH} ${HEIGHT + 4}">${line('request', request)}${line('limit', limit)}<polyline points="${points.join(' ')}"/></svg>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
