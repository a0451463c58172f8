import { randomBytes, randomUUID } from 'node:crypto';
import type { Cluster } from './cluster';
import { textAt, timestamp, without, type Fields, type KubernetesObject } from './objects';

/** The metadata of an object that is created: what the server decides, and what of it was sent. */
export function newMetadata(
  cluster: Cluster,
  namespace: string | undefined,
  sent: Fields,
): KubernetesObject['metadata'] {
  const prefix = textAt(sent, 'generateName');
  const generated = prefix === undefined ? '' : `${prefix}${randomName()}`;
  const ignored = ['deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'managedFields'];
  return {
    ...ignored.reduce(without, sent),
    name: textAt(sent, 'name') ?? generated,
    ...(namespace !== undefined && { namespace }),
    uid: randomUUID(),
    creationTimestamp: timestamp(cluster.now()),
  };
}

/** Five letters, of which none is a vowel: apimachinery/pkg/util/rand. */
function randomName(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [...randomBytes(5)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** What the server filled in stays, whatever a client sends for it. */
export function nextMetadata({ metadata }: KubernetesObject, sent: Fields): KubernetesObject['metadata'] {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp } = metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = metadata;
  const deletion = { deletionTimestamp, deletionGracePeriodSeconds };
  const kept = { namespace, uid, resourceVersion, generation, creationTimestamp, ...deletion };
  const present = Object.entries(kept).filter(([, value]) => value !== undefined);
  return {
    ...without(without(sent, 'deletionTimestamp'), 'deletionGracePeriodSeconds'),
    name,
    ...Object.fromEntries(present),
  };
}
