import { stringify } from 'yaml';
import type { KubernetesObject } from '../ports/kubernetes';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const BLANK = '(not shown)';

/** Objects as YAML, for people: without the bookkeeping of field managers, and without the values of Secrets. */
export function objectsYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => stringify(shown(object), { lineWidth: 0 })).join('---\n');
}

function shown(object: KubernetesObject): object {
  const { managedFields, ...metadata } = object.metadata as KubernetesObject['metadata'] & {
    readonly managedFields?: unknown;
  };
  if (object.kind !== 'Secret') return { ...object, metadata };
  // What was applied last holds the values once more.
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => name !== LAST_APPLIED);
  return {
    ...object,
    metadata: { ...metadata, annotations: Object.fromEntries(annotations) },
    ...('data' in object ? { data: blanked(object.data) } : {}),
    ...('stringData' in object ? { stringData: blanked(object.stringData) } : {}),
  };
}

function blanked(values: unknown): object {
  return Object.fromEntries(Object.keys(values ?? {}).map((key) => [key, BLANK]));
}
