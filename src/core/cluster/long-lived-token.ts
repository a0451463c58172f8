import { clusterError } from './errors';
import type { Clock } from '../ports/clock';
import type { KubernetesApi, ObjectReference } from '../ports/kubernetes';
import { serviceAccount } from './objects';
import { newTokenSecret, tokenSecrets } from './token-secrets';

const DEADLINE_MS = 60_000;
const RETRY_MS = 1_000;

/**
 * The long-lived token of our service account: that of a Secret which is there, else of a new one. Only for a kubeconfig
 * that is to hold a token: it does not expire.
 * @throws UserError `token-not-issued`
 */
export async function longLivedToken(api: KubernetesApi, clock: Clock, signal: AbortSignal): Promise<string> {
  const [present] = await tokenSecrets(api, signal);
  return present ? tokenOf(present, api, clock, signal) : newLongLivedToken(api, clock, signal);
}

/** A token that there was not before. @throws UserError `token-not-issued` */
export async function newLongLivedToken(
  api: KubernetesApi,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  const secret = newTokenSecret();
  await api.apply(serviceAccount, signal);
  await api.apply(secret, signal);
  const { apiVersion, kind, metadata } = secret;
  return tokenOf({ apiVersion, kind, ...metadata }, api, clock, signal);
}

/** Kubernetes' controller fills the Secret some moments after it is made. */
async function tokenOf(
  { name, namespace = '' }: ObjectReference,
  api: KubernetesApi,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  const deadline = clock.now() + DEADLINE_MS;
  while (true) {
    const token = await api.secretToken({ name, namespace }, signal);
    if (token !== undefined) return token;
    if (clock.now() >= deadline) throw clusterError('token-not-issued', { secret: `${namespace}/${name}` });
    await clock.sleep(RETRY_MS, signal);
  }
}
