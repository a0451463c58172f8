import { clusterError } from './errors';
import type { Clock } from '../ports/clock';
import type { KubernetesApi, ObjectReference } from '../ports/kubernetes';
import { serviceAccount } from './objects';
import { newTokenSecret, tokenSecrets } from './token-secrets';
import { poll } from '../poll';

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
  const look = () => api.secretToken({ name, namespace }, signal);
  const token = await poll(look, { everyMs: RETRY_MS, forMs: DEADLINE_MS }, clock, signal);
  if (token === undefined) throw clusterError('token-not-issued', { secret: `${namespace}/${name}` });
  return token;
}
