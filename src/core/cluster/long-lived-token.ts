import { userError } from '../errors/catalogue';
import type { Clock } from '../ports/clock';
import type { KubernetesApi } from '../ports/kubernetes';
import { serviceAccount, tokenSecret } from './objects';

const DEADLINE_MS = 60_000;
const RETRY_MS = 1_000;

/**
 * The token of our service account's Secret, which is made where it is missing. Kubernetes' controller fills it some
 * moments later. Only for a kubeconfig that is to hold a token: it does not expire.
 */
export async function longLivedToken(api: KubernetesApi, clock: Clock, signal: AbortSignal): Promise<string> {
  await api.apply(serviceAccount, signal);
  await api.apply(tokenSecret, signal);
  const { name, namespace = '' } = tokenSecret.metadata;
  const deadline = clock.now() + DEADLINE_MS;
  while (true) {
    const token = await api.secretToken({ name, namespace }, signal);
    if (token !== undefined) return token;
    if (clock.now() >= deadline) throw userError('token-not-issued', { secret: `${namespace}/${name}` });
    await clock.sleep(RETRY_MS, signal);
  }
}
