import type { Clock } from '../ports/clock';
import type { KubernetesApi } from '../ports/kubernetes';
import { longLivedToken } from './long-lived-token';
import { tokenSecret } from './objects';

const SECRET = {
  apiVersion: tokenSecret.apiVersion,
  kind: tokenSecret.kind,
  name: tokenSecret.metadata.name,
  namespace: tokenSecret.metadata.namespace,
};

/** Whether the cluster has a long-lived token of ours. */
export async function hasLongLivedToken(api: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  return (await api.read(SECRET, signal)) !== undefined;
}

/** Kubernetes takes the token no longer once its Secret is gone. */
export function revokeToken(api: KubernetesApi, signal: AbortSignal): Promise<void> {
  return api.remove(SECRET, signal);
}

/** The old token ends, and there is a new one. */
export async function rotateToken(api: KubernetesApi, clock: Clock, signal: AbortSignal): Promise<string> {
  await revokeToken(api, signal);
  return longLivedToken(api, clock, signal);
}
