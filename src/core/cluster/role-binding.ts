import type { KubernetesApi, KubernetesObject, ObjectReference } from '../ports/kubernetes';

/**
 * The role that a binding of the name is bound to now, where that is another than the wanted one, as `ClusterRole
 * view`. Kubernetes does not allow changing it: such a binding has to be deleted and made again.
 */
export async function conflictingRole(
  wanted: KubernetesObject,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<string | undefined> {
  const present = await api.read(referenceTo(wanted), signal);
  return present && roleOf(present) !== roleOf(wanted) ? roleOf(present) : undefined;
}

/** Makes the binding; one with another role is made again. Ask the user before, where it may be somebody else's. */
export async function applyBinding(
  wanted: KubernetesObject,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  if (await conflictingRole(wanted, api, signal)) await api.delete(referenceTo(wanted), signal);
  await api.apply(wanted, signal);
}

function referenceTo({ apiVersion, kind, metadata: { name, namespace } }: KubernetesObject): ObjectReference {
  return { apiVersion, kind, name, namespace };
}

function roleOf({ roleRef }: KubernetesObject): string {
  const { kind, name } = (roleRef ?? {}) as { kind?: unknown; name?: unknown };
  return `${String(kind)} ${String(name)}`;
}
