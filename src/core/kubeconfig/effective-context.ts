import type { Data } from './data';
import { parseKubeconfig, type ParseResult } from './document';
import { asText } from './entries';
import { contentOf, listOf, findNamed } from './lists';

/** What kubectl uses by default of a list of files. `file` is the index of the one that decides. */
export type EffectiveContext =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'context';
      readonly file: number;
      readonly context: string;
      /** The cluster that the context leads to; `undefined` where no file has the context. */
      readonly cluster: string | undefined;
    }
  /** `reason` completes *was left as it is: …* */
  | { readonly kind: 'unread'; readonly file: number; readonly reason: string };

/**
 * The first file that names a current context decides, and of a context in several files counts the first, as a whole.
 *
 * https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function effectiveContext(texts: readonly string[]): EffectiveContext {
  const readings = texts.map(parseKubeconfig);
  for (const [file, reading] of readings.entries()) {
    if (reading.kind === 'refused') return { kind: 'unread', file, reason: reading.reason };
    const context = asText(reading.kubeconfig.data?.['current-context']);
    if (context !== '') return { kind: 'context', file, context, cluster: clusterAmong(readings, context) };
  }
  return { kind: 'none' };
}

/** The cluster that a context of a list of files leads to. */
export function clusterOfContext(texts: readonly string[], context: string): string | undefined {
  return clusterAmong(texts.map(parseKubeconfig), context);
}

function clusterAmong(readings: readonly ParseResult[], context: string): string | undefined {
  const first = readings.map(dataOf).find((data) => findNamed(data, 'contexts', context).kind === 'present');
  return first && asText(contentOf(first, 'contexts', context)?.['cluster']);
}

function dataOf(reading: ParseResult): Data {
  return reading.kind === 'kubeconfig' ? (reading.kubeconfig.data ?? {}) : {};
}

/** A file that chooses a context and says nothing else. kubectl reads a quoted text of JSON as we mean it. */
export function currentContextText(context: string): string {
  return `apiVersion: v1\nkind: Config\ncurrent-context: ${JSON.stringify(context)}\n`;
}

/** `kubectl config` and other tools write what is new into the first file of the list. */
export function hasMoreThanCurrentContext(text: string): boolean {
  const reading = parseKubeconfig(text);
  if (reading.kind === 'refused') return true;
  const { data = {} } = reading.kubeconfig;
  return ['clusters', 'contexts', 'users'].some((list) => listOf(data, list).length > 0);
}
