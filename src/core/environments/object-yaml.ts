import { stringify } from 'yaml';
import type { KubernetesObject } from '../ports/kubernetes';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const BLANK = '(not shown)';

/** Objects as YAML, for people: without the bookkeeping of field managers, and without the values of Secrets. */
export function objectsYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => stringify(shown(object), { lineWidth: 0 })).join('---\n');
}

function shown(object: KubernetesObject): object {
  const metadata: KubernetesObject['metadata'] = without(object.metadata, 'managedFields');
  if (object.kind !== 'Secret') return { ...object, metadata };
  // What was applied last holds the values once more.
  const annotations = without(metadata.annotations ?? {}, LAST_APPLIED);
  return {
    ...object,
    metadata: { ...metadata, annotations },
    ...('data' in object ? { data: blanked(object.data) } : {}),
    ...('stringData' in object ? { stringData: blanked(object.stringData) } : {}),
  };
}

function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
}

function blanked(values: unknown): object {
  return Object.fromEntries(Object.keys(values ?? {}).map((key) => [key, BLANK]));
}
