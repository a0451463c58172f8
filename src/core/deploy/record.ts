import { gunzipSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { environmentSlug, type Project } from '../cluster/environment-names';
import { KubernetesError, type KubernetesObject } from '../ports/kubernetes';
import { deployError } from './errors';
import { ENV, ownLabels, PROJECT, type Deployed } from './labels';
import type { DeployCluster } from './request';

const ENTRY = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  environment: v.string(),
  commit: v.string(),
  ref: v.string(),
  isDirty: v.optional(v.boolean(), false),
  image: v.optional(v.string(), ''),
  /** A hash of how the image was built; absent where it was not. */
  builtFrom: v.optional(v.string()),
  deployer: v.optional(v.string(), 'built-in'),
  by: v.string(),
  /** Milliseconds since the epoch. */
  startedAt: v.number(),
  endedAt: v.optional(v.number()),
  state: v.picklist(['running', 'succeeded', 'failed', 'superseded', 'cancelled']),
  failure: v.optional(v.object({ code: v.string(), text: v.string() })),
  rolledBackTo: v.optional(v.number()),
  /** Helm's revision, of what Helm deployed. */
  revision: v.optional(v.number()),
  /** What was applied, none of it a Secret: JSON, compressed, in base64. Absent of old ones. */
  objects: v.optional(v.string()),
});

const OBJECTS = v.array(
  v.looseObject({
    apiVersion: v.string(),
    kind: v.string(),
    metadata: v.looseObject({
      name: v.string(),
      labels: v.optional(v.record(v.string(), v.string())),
      annotations: v.optional(v.record(v.string(), v.string())),
    }),
  }),
);

/** One deployment of an environment, as colleagues see it. */
export type DeploymentEntry = Readonly<v.InferOutput<typeof ENTRY>>;

const KEPT = 20;
/** A ConfigMap may have 1 MiB; etcd takes 1.5 MB. */
const MAX_BYTES = 700_000;
/** Somebody may have written anything: more than is ever deployed is not unpacked. */
const MAX_OBJECTS_BYTES = 16_000_000;
const ATTEMPTS = 5;

/** An environment whose deployments are recorded in a cluster. */
export interface RecordedEnvironment {
  readonly environment: string;
  readonly namespace: string;
  /** Newest first; at least one. */
  readonly entries: readonly DeploymentEntry[];
}

/** All of a project in a cluster, by name, whether or not anything runs there. */
export async function recordedEnvironments(
  cluster: Pick<DeployCluster, 'list'>,
  project: Project,
  signal: AbortSignal,
): Promise<readonly RecordedEnvironment[]> {
  const labels = { [PROJECT]: ownLabels({ project, environment: '' })[PROJECT] };
  const found = await cluster.list({ ...TYPE, labels }, signal);
  return found
    .flatMap((object) => {
      const entries = entriesIn(object);
      const { name, namespace = '' } = object.metadata;
      const environment = entries[0]?.environment;
      const isRecord = environment !== undefined && name === nameOf({ environment, namespace }).name;
      return isRecord ? [{ environment, namespace, entries }] : [];
    })
    .toSorted((a, b) => (a.environment < b.environment ? -1 : 1));
}

type Place = Pick<Deployed, 'project' | 'environment'> & { readonly namespace: string };

/** Newest first. Entries that cannot be read are left out. */
export async function readRecord(
  cluster: Pick<DeployCluster, 'read'>,
  place: Place,
  signal: AbortSignal,
): Promise<readonly DeploymentEntry[]> {
  const found = await cluster.read({ apiVersion: 'v1', kind: 'ConfigMap', ...nameOf(place) }, signal);
  return entriesIn(found);
}

/**
 * Changes the record as it is at the moment, also where somebody else changes it meanwhile.
 * @param change is given the entries, newest first, and is called again after a conflict. @returns the entry to write
 */
export async function writeEntry(
  cluster: DeployCluster,
  place: Place,
  change: (entries: readonly DeploymentEntry[]) => DeploymentEntry,
  signal: AbortSignal,
): Promise<DeploymentEntry> {
  for (let attempt = 1; ; attempt++) {
    const reference = { apiVersion: 'v1', kind: 'ConfigMap', ...nameOf(place) };
    const found = await cluster.read(reference, signal);
    const entries = entriesIn(found);
    const entry = change(entries);
    const data = dataOf([entry, ...entries.filter(({ number }) => number !== entry.number)]);
    try {
      if (found) await cluster.replace({ ...found, ...TYPE, data }, signal);
      else
        await cluster.create(
          { ...TYPE, metadata: { ...nameOf(place), labels: labelsOf(place) }, data },
          signal,
        );
      return entry;
    } catch (error) {
      const isConflict = error instanceof KubernetesError && ['conflict', 'not-found'].includes(error.kind);
      if (!isConflict || attempt === ATTEMPTS) throw error;
    }
  }
}

/** @throws UserError `record-unreadable`: everybody with access to the namespace can write the record */
export function unpackObjects(objects: string): readonly KubernetesObject[] {
  try {
    const json = gunzipSync(Buffer.from(objects, 'base64'), { maxOutputLength: MAX_OBJECTS_BYTES });
    return v.parse(OBJECTS, JSON.parse(json.toString()));
  } catch {
    throw deployError('record-unreadable');
  }
}

/** What a deployment applied; none where that is not recorded, or cannot be read. */
export function recordedObjects({ objects }: Pick<DeploymentEntry, 'objects'>): readonly KubernetesObject[] {
  try {
    return objects === undefined ? [] : unpackObjects(objects);
  } catch {
    return [];
  }
}

export function packObjects(objects: readonly KubernetesObject[]): string {
  const shown = objects.filter(({ kind }) => kind !== 'Secret');
  return gzipSync(JSON.stringify(shown)).toString('base64');
}

const TYPE = { apiVersion: 'v1', kind: 'ConfigMap' };

function nameOf({ environment, namespace }: Pick<Place, 'environment' | 'namespace'>) {
  return { name: `${environmentSlug(environment)}-deployments`, namespace };
}

function labelsOf(place: Place) {
  const labels = ownLabels(place);
  return {
    'app.kubernetes.io/managed-by': labels['app.kubernetes.io/managed-by'],
    [ENV]: labels[ENV],
    [PROJECT]: labels[PROJECT],
  };
}

function entriesIn(object: KubernetesObject | undefined): readonly DeploymentEntry[] {
  const data = object?.data;
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data)
    .flatMap(parsedEntry)
    .toSorted((a, b) => b.number - a.number);
}

function parsedEntry(json: unknown): readonly DeploymentEntry[] {
  try {
    const result = v.safeParse(ENTRY, JSON.parse(String(json)));
    return result.success ? [result.output] : [];
  } catch {
    return [];
  }
}

/** The last ones; where they are too much, the objects of the oldest go first. */
function dataOf(entries: readonly DeploymentEntry[]): Readonly<Record<string, string>> {
  const kept = entries.toSorted((a, b) => b.number - a.number).slice(0, KEPT);
  let bytes = 0;
  return Object.fromEntries(
    kept.map((entry) => {
      const whole = JSON.stringify(entry);
      const isTooMuch = bytes + whole.length > MAX_BYTES;
      const json = isTooMuch ? JSON.stringify({ ...entry, objects: undefined }) : whole;
      bytes += json.length;
      return [String(entry.number).padStart(8, '0'), json];
    }),
  );
}
