import type { Clock } from '../ports/clock';
import type { KubernetesApi } from '../ports/kubernetes';
import { longLivedToken } from './long-lived-token';
import { tokenSecret } from './objects';
import { isLabelled, removeOwn } from './own-object';

const SECRET = {
  apiVersion: tokenSecret.apiVersion,
  kind: tokenSecret.kind,
  name: tokenSecret.metadata.name,
  namespace: tokenSecret.metadata.namespace,
};

/** Whether the cluster has a long-lived token of ours. */
export async function hasLongLivedToken(api: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  const secret = await api.read(SECRET, signal);
  return secret !== undefined && isLabelled(secret);
}

/** Kubernetes takes the token no longer once its Secret is gone. */
export function revokeToken(api: KubernetesApi, signal: AbortSignal): Promise<void> {
  return removeOwn(SECRET, api, signal);
}

/** The old token ends, and there is a new one. */
export async function rotateToken(api: KubernetesApi, clock: Clock, signal: AbortSignal): Promise<string> {
  await revokeToken(api, signal);
  return longLivedToken(api, clock, signal);
}
