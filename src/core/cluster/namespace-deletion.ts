import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesApi, type KubernetesObject } from '../ports/kubernetes';

/** Volumes and load balancers take minutes; what takes longer waits for somebody to remove a finalizer. */
const DEADLINE_MS = 10 * 60_000;
const POLL_INTERVAL_MS = 2_000;

export type NamespaceDeletion =
  | { readonly kind: 'deleted' }
  /** It is still there. `by`: what Kubernetes says that it waits for. */
  | { readonly kind: 'stuck'; readonly by: string };

/** Whether Kubernetes shows the namespace as *Terminating*. */
export function isTerminating({ metadata }: KubernetesObject): boolean {
  return metadata.deletionTimestamp !== undefined;
}

/** Follows a namespace that is being deleted to its end, for ten minutes; one that is made again in between is another. */
export async function waitForDeletion(
  name: string,
  api: Pick<KubernetesApi, 'read'>,
  clock: Pick<Clock, 'now' | 'sleep'>,
  signal: AbortSignal,
): Promise<NamespaceDeletion> {
  const deadline = clock.now() + DEADLINE_MS;
  let by = '';
  while (true) {
    try {
      const namespace = await api.read({ apiVersion: 'v1', kind: 'Namespace', name }, signal);
      if (!namespace || !isTerminating(namespace)) return { kind: 'deleted' };
      by = deletionBlockers(namespace);
    } catch (error) {
      if (!(error instanceof KubernetesError && ['busy', 'unreachable'].includes(error.kind))) throw error;
    }
    if (clock.now() >= deadline) return { kind: 'stuck', by };
    await clock.sleep(POLL_INTERVAL_MS, signal);
  }
}

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/#NamespaceStatus */
function deletionBlockers({ status }: KubernetesObject): string {
  const { conditions } = (status ?? {}) as { conditions?: unknown };
  if (!Array.isArray(conditions)) return '';
  return (conditions as readonly Record<string, unknown>[])
    .filter((condition) => condition['status'] === 'True' && typeof condition['message'] === 'string')
    .map(({ message }) => String(message))
    .join('; ');
}
