import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { ReleaseName } from '../../ports/deploy-tools';
import type { KubernetesObject } from '../../ports/kubernetes';
import type { DeployCluster } from '../request';

/** What Helm keeps of a revision. https://github.com/helm/helm/blob/v3.19.5/pkg/storage/driver/secrets.go */
const PAYLOAD = v.looseObject({
  info: v.looseObject({ status: v.string() }),
  manifest: v.optional(v.string(), ''),
});
/** A revision has 1 MiB at most, compressed. */
const MAX_BYTES = 16_000_000;

/** One revision of a release. */
export interface Revision {
  readonly number: number;
  readonly status: string;
  /** When it got that status, in milliseconds since the epoch. */
  readonly changedAt: number;
  readonly secret: KubernetesObject;
}

/** The revisions of a release, newest first. */
export async function revisionsOf(
  cluster: Pick<DeployCluster, 'list'>,
  { name, namespace }: ReleaseName,
  signal: AbortSignal,
): Promise<readonly Revision[]> {
  const labels = { owner: 'helm', name };
  const secrets = await cluster.list({ apiVersion: 'v1', kind: 'Secret', namespace, labels }, signal);
  return secrets
    .flatMap((secret) => {
      const { version, status = '', modifiedAt, createdAt } = secret.metadata.labels ?? {};
      const number = Number(version);
      // A new revision inherits `modifiedAt` of the one before it.
      const changedAt = Math.max(Number(modifiedAt ?? 0), Number(createdAt ?? 0)) * 1000;
      return Number.isSafeInteger(number) ? [{ number, status, changedAt, secret }] : [];
    })
    .toSorted((a, b) => b.number - a.number);
}

export function isPending({ status }: Revision): boolean {
  return status.startsWith('pending-');
}

/** The objects of a revision as Helm rendered them, hooks excepted: YAML. */
export function manifestOf(revision: Revision): string {
  return payloadOf(revision)?.manifest ?? '';
}

/** The Secret of a revision as Helm itself leaves it when an operation fails, so that the next one can begin. */
export function asFailed(revision: Revision): KubernetesObject | undefined {
  const payload = payloadOf(revision);
  if (!payload) return undefined;
  const { metadata } = revision.secret;
  const info = { ...payload.info, status: 'failed', description: 'It was interrupted.' };
  const release = gzipSync(JSON.stringify({ ...payload, info })).toString('base64');
  return {
    ...revision.secret,
    metadata: { ...metadata, labels: { ...metadata.labels, status: 'failed' } },
    data: { ...(revision.secret.data as object), release: Buffer.from(release).toString('base64') },
  };
}

/** JSON, compressed, in base64, and that in base64 as all data of Secrets. */
function payloadOf({ secret }: Revision): v.InferOutput<typeof PAYLOAD> | undefined {
  const { release } = (secret.data ?? {}) as Record<string, unknown>;
  if (typeof release !== 'string') return undefined;
  try {
    const compressed = Buffer.from(Buffer.from(release, 'base64').toString(), 'base64');
    const json = gunzipSync(compressed, { maxOutputLength: MAX_BYTES }).toString();
    const read = v.safeParse(PAYLOAD, JSON.parse(json));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}
