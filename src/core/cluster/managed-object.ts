import type { KubernetesApi, KubernetesObject, ObjectReference } from '../ports/kubernetes';
import { MANAGED_LABELS } from './objects';

/** Whether an object carries our label: its name proves nothing. */
export function isManaged({ metadata }: KubernetesObject): boolean {
  return Object.entries(MANAGED_LABELS).every(([key, value]) => metadata.labels?.[key] === value);
}

/** Deletes an object of ours, which is read again directly before; another's of that name stays. */
export async function deleteManaged(
  reference: ObjectReference,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  const object = await api.read(reference, signal);
  if (object && isManaged(object)) await api.delete(reference, signal);
}
