import { environmentNames, type Project } from '../cluster/environment-names';
import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesApi, type KubernetesTarget } from '../ports/kubernetes';

/** TokenRequest gives us an hour; the rest is for calls in progress and clocks that differ. */
const RENEW_AFTER_MS = 45 * 60_000;

interface Place {
  readonly project: Project;
  readonly environment: string;
  readonly namespace: string;
}

interface Whose {
  readonly place: Place;
  /** How the cluster's namespaces are made; absent where they are not. */
  readonly managed?: { readonly namespacePerEnvironment: boolean };
}

/**
 * The cluster as the environment's own service account reaches it, as in the original: it may do everything in its
 * namespace and nothing elsewhere. Where the extension did not make the namespace, or the account is gone, it stays as
 * it is.
 * @param api as the extension's own identity
 */
export async function asEnvironmentAccount(
  target: KubernetesTarget,
  api: Pick<KubernetesApi, 'serviceAccountToken'>,
  { place: { project, environment, namespace }, managed }: Whose,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<KubernetesTarget> {
  const names = environmentNames(project, managed?.namespacePerEnvironment ? environment : undefined);
  if (!managed || names.namespace !== namespace) return target;
  const account = { name: names.serviceAccount, namespace };
  const ask = (until: AbortSignal) => ({
    token: api.serviceAccountToken(account, until),
    renewAt: clock.now() + RENEW_AFTER_MS,
  });
  let held = ask(signal);
  try {
    await held.token;
  } catch (error) {
    if (error instanceof KubernetesError && ['not-found', 'forbidden'].includes(error.kind)) return target;
    throw error;
  }
  const { endpoint, certificateAuthority } = target;
  return {
    ...{ endpoint, certificateAuthority },
    token: () => {
      if (clock.now() >= held.renewAt) held = ask(new AbortController().signal);
      return held.token;
    },
    renewToken: () => {
      held = { ...held, renewAt: 0 };
    },
  };
}
