import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesApi, type KubernetesObject } from '../ports/kubernetes';
import { poll } from '../poll';

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
  let by = '';
  const look = async (): Promise<NamespaceDeletion | undefined> => {
    try {
      const namespace = await api.read({ apiVersion: 'v1', kind: 'Namespace', name }, signal);
      if (!namespace || !isTerminating(namespace)) return { kind: 'deleted' };
      by = deletionBlockers(namespace);
    } catch (error) {
      if (!(error instanceof KubernetesError && ['busy', 'unreachable'].includes(error.kind))) throw error;
    }
    return undefined;
  };
  const pace = { everyMs: POLL_INTERVAL_MS, forMs: DEADLINE_MS };
  return (await poll(look, pace, clock, signal)) ?? { kind: 'stuck', by };
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
