import { stringify } from 'yaml';
import { environmentSlug } from '../cluster/environment-names';
import { PREFIX } from '../naming';
import type { KubernetesObject } from '../ports/kubernetes';
import { builtInObjects } from './built-in-objects';
import { ownLabels, selectorLabels } from './labels';
import { databaseName, databaseObjects, DEFAULT_POSTGRES_IMAGE } from './postgresql';
import type { DeployRequest } from './request';
import { isOfDatabase } from './stages';
import { variablesSecret } from './variables';

/** A file of manifests. */
interface ManifestFile {
  readonly name: string;
  readonly text: string;
}

export interface WrittenManifests {
  readonly files: readonly ManifestFile[];
  /** Secrets that the objects name. They are in the cluster, and in no file. */
  readonly secrets: readonly string[];
}

type Request = Omit<DeployRequest, 'deployer' | 'commit' | 'by' | 'namespace'>;

const HEADER =
  '# Written by EKS Clusters. IMAGE becomes the image of the deployment, and the namespace is that of the environment.\n';
/** What a deployment adds again. */
const OF_DEPLOYMENT = new RegExp(`^(?:${PREFIX}/|app\\.gitlab\\.com/|app\\.kubernetes\\.io/managed-by$)`);

/**
 * What the built-in deployer would apply to an environment, for the user to keep. It has the same names, so that what
 * runs is updated and not replaced.
 * @param port that the app listens on
 */
export function writtenManifests(request: Request, port: number): WrittenManifests {
  const { environment, settings } = request;
  const nowhere = { ...request, namespace: '', by: '', commit: { sha: '', ref: '', isDirty: false } };
  const app = builtInObjects(nowhere, { reference: 'IMAGE', port }, 0, '');
  const labels = { ...ownLabels(request), ...selectorLabels(request, 'postgresql') };
  const image = settings.postgresImage ?? DEFAULT_POSTGRES_IMAGE;
  const slug = environmentSlug(environment);
  const database = settings.postgres ? databaseObjects({ namespace: '', slug, labels, image }) : [];
  const objects = [...database, ...app].map(plain);
  const names = [...new Set(objects.map(fileOf))];
  return {
    files: names.map((name) => ({
      name,
      text:
        HEADER +
        objects
          .filter((object) => fileOf(object) === name)
          .map(document)
          .join('---\n'),
    })),
    secrets: [variablesSecret(nowhere).name, ...(settings.postgres ? [databaseName(slug)] : [])],
  };
}

function fileOf(object: KubernetesObject): string {
  return isOfDatabase(object) ? 'postgresql.yaml' : `${object.kind.toLowerCase()}.yaml`;
}

function document(object: KubernetesObject): string {
  return stringify(object, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** Without namespace, and without what says who deployed it. */
function plain(object: KubernetesObject): KubernetesObject {
  const { name, labels, annotations } = object.metadata;
  return withoutMarks({ ...object, metadata: { name, labels, annotations } }) as KubernetesObject;
}

function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, child]): [string, unknown][] => {
    const isTable = ['labels', 'annotations', 'matchLabels'].includes(key);
    const kept = isTable ? marksOf(child) : withoutMarks(child);
    return kept === undefined || (isTable && Object.keys(kept as object).length === 0) ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function marksOf(table: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries((table ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.filter(([key]) => !OF_DEPLOYMENT.test(key)));
}
