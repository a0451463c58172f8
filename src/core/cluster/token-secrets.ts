import { randomBytes } from 'node:crypto';
import type { KubernetesApi, KubernetesObject, ObjectReference } from '../ports/kubernetes';
import { MANAGED_LABELS, serviceAccount, tokenSecret } from './objects';

const { namespace } = serviceAccount.metadata;

/**
 * A Secret of a name that was never used before. Its token has neither a time nor an ID in it and the signature is
 * deterministic, so a Secret made again under an old name gets the old token: what was revoked would be valid again.
 */
export function newTokenSecret(): KubernetesObject {
  return tokenSecret(randomBytes(4).toString('hex'));
}

/** The long-lived tokens of our service account that are in the cluster, by name; not those on their way out. */
export async function tokenSecrets(
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly ObjectReference[]> {
  const secrets = await api.list(
    { apiVersion: 'v1', kind: 'Secret', namespace, labels: MANAGED_LABELS },
    signal,
  );
  return secrets
    .filter(isTokenOfOurs)
    .map(({ apiVersion, kind, metadata: { name } }) => ({ apiVersion, kind, name, namespace }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function isTokenOfOurs({ type, metadata }: KubernetesObject): boolean {
  const wanted = tokenSecret('');
  return (
    type === wanted['type'] &&
    metadata.deletionTimestamp === undefined &&
    Object.entries(wanted.metadata.annotations ?? {}).every(
      ([key, value]) => metadata.annotations?.[key] === value,
    )
  );
}
