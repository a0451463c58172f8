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

/**
 * The pods of an environment as HTML: for each a row with numbers, and a chart that only repeats them.
 * @param language of the numbers
 */
export function usagePage(pods: readonly Pod[], history: UsageHistory, language: string): string {
  const heads = [l10n.t('Pod'), l10n.t('CPU (millicores)'), l10n.t('Memory (MiB)'), l10n.t('Restarts')];
  const rows = pods.map((pod) => podRow(pod, history.get(pod.name) ?? [], language));
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${escape(head)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** A sentence in place of the table. */
export function noticePage(text: string): string {
  return `<p>${escape(text)}</p>`;
}

function podRow(pod: Pod, samples: readonly PodUsage[], language: string): string {
  const restarts = pod.containers.reduce((sum, { restarts: count }) => sum + count, 0);
  const cells = (['cpu', 'memory'] as const).map(
    (resource) =>
      `<td>${escape(usageText(pod, samples, { resource, language }))}${chart(samples, resource)}</td>`,
  );
  return `<tr><th scope="row">${escape(pod.name)}</th>${cells.join('')}<td>${formatNumber(restarts, language)}</td></tr>`;
}

function usageText(
  pod: Pod,
  samples: readonly PodUsage[],
  { resource, language }: { readonly resource: Resource; readonly language: string },
): string {
  const last = samples.at(-1);
  if (!last) return l10n.t('No metrics yet');
  const number = (value: number) => formatNumber(shown(resource, value), language);
  const [request, limit] = [total(pod, REQUESTS[resource]), total(pod, LIMITS[resource])];
  return [
    number(last[resource]),
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

/** From zero, so that a small change looks small. */
function chart(samples: readonly PodUsage[], resource: Resource): string {
  if (samples.length < 2) return '';
  const highest = Math.max(...samples.map((sample) => sample[resource])) || 1;
  const points = samples.map((sample, index) => {
    const x = (index / (samples.length - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - (sample[resource] / highest) * HEIGHT).toFixed(1)}`;
  });
  return `<svg aria-hidden="true" viewBox="0 -2 ${WIDTH} ${HEIGHT + 4}"><polyline points="${points.join(' ')}"/></svg>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
}
