import type { Clock } from '../ports/clock';
import type { KubernetesApi, ObjectReference } from '../ports/kubernetes';
import { newLongLivedToken } from './long-lived-token';
import { deleteManaged } from './managed-object';
import { tokenSecrets } from './token-secrets';

/**
 * For how long an API server takes a token after its Secret is gone: it remembers whom it let in.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.2/pkg/kubeapiserver/options/authentication.go (TokenSuccessCacheTTL)
 */
export const TOKEN_CACHE_SECONDS = 10;

/** Whether the cluster has a long-lived token of ours. */
export async function hasLongLivedToken(api: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  return (await tokenSecrets(api, signal)).length > 0;
}

/** Kubernetes takes the tokens no longer once their Secrets are gone, {@link TOKEN_CACHE_SECONDS} later. */
export async function revokeToken(api: KubernetesApi, signal: AbortSignal): Promise<void> {
  await removeAll(await tokenSecrets(api, signal), api, signal);
}

/** There is a new token, and the old ones end. Without a new one, they stay. */
export async function rotateToken(api: KubernetesApi, clock: Clock, signal: AbortSignal): Promise<string> {
  const old = await tokenSecrets(api, signal);
  const token = await newLongLivedToken(api, clock, signal);
  await removeAll(old, api, signal);
  return token;
}

async function removeAll(
  secrets: readonly ObjectReference[],
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  for (const secret of secrets) await deleteManaged(secret, api, signal);
}
