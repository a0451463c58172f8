import { environmentSlug } from '../cluster/environment-names';
import { Field } from '../environments/objects/field';
import type { KubernetesObject } from '../ports/kubernetes';
import { builtInObjects } from './built-in-objects';
import { deployedAnnotations, ownLabels, selectorLabels } from './labels';
import { manifestObjects } from './manifest-objects';
import { migrationJob, type MigrationKind } from './migration';
import { DEFAULT_POSTGRES_IMAGE } from './postgresql';
import { prepareDatabase } from './prepare-database';
import type { DeployedImage, Deployer, DeployPorts, DeployRequest } from './request';
import { variablesHash } from './variables';

/** One whose objects we apply. */
interface AppliedRequest extends DeployRequest {
  readonly deployer: Exclude<Deployer, { kind: 'helm' }>;
}

/**
 * What a request comes to, once the number of the deployment is known.
 * @throws UserError `manifest-unreadable`, `postgres-no-storage-class`, `postgres-foreign`
 */
export async function requestedObjects(
  request: AppliedRequest,
  image: DeployedImage,
  ports: DeployPorts,
  signal: AbortSignal,
): Promise<(number: number) => readonly KubernetesObject[]> {
  const { deployer } = request;
  switch (deployer.kind) {
    case 'built-in': {
      const [variables, isAutoscaled, database] = await Promise.all([
        variablesHash(request, ports.cluster, signal),
        hasForeignAutoscaler(request, ports, signal),
        databaseFor(request, ports, signal),
      ]);
      return (number) => {
        const app = builtInObjects(request, image, number, variables);
        const annotations = deployedAnnotations({ ...request, number });
        return [
          ...database.map((object) => ({ ...object, metadata: { ...object.metadata, annotations } })),
          ...migrations(request, number, app[0]),
          ...(isAutoscaled ? app.map(withoutReplicas) : app),
        ];
      };
    }
    case 'manifests':
    case 'kustomize':
      return (number) => manifestObjects(request, deployer.documents, image, number);
  }
}

async function databaseFor(
  request: DeployRequest,
  { cluster, wholeCluster, randomBytes }: DeployPorts,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const { environment, namespace, settings } = request;
  if (!settings.postgres) return [];
  const labels = { ...ownLabels(request), ...selectorLabels(request, 'postgresql') };
  const image = settings.postgresImage ?? DEFAULT_POSTGRES_IMAGE;
  const database = { namespace, slug: environmentSlug(environment), labels, image };
  return prepareDatabase(database, { environment: cluster, cluster: wholeCluster }, randomBytes, signal);
}

function migrations(
  { settings }: DeployRequest,
  number: number,
  deployment: KubernetesObject | undefined,
): readonly KubernetesObject[] {
  if (!deployment) return [];
  const job = (kind: MigrationKind, command: readonly string[] | undefined) =>
    command ? [migrationJob({ kind, command, number, deployment })] : [];
  return [
    ...(number === 1 ? job('initialize', settings.initialize) : []),
    ...job('migrate', settings.migrate),
  ];
}

/** One that somebody made for our Deployment sets its replicas. */
async function hasForeignAutoscaler(
  { environment, namespace }: DeployRequest,
  { cluster }: DeployPorts,
  signal: AbortSignal,
): Promise<boolean> {
  const query = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace };
  const found = await cluster.list(query, signal);
  return found.some((object) => {
    const target = new Field(object).at('spec', 'scaleTargetRef');
    return (
      target.at('kind').name() === 'Deployment' && target.at('name').name() === environmentSlug(environment)
    );
  });
}

function withoutReplicas(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Deployment') return object;
  return { ...object, spec: { ...(object.spec as object), replicas: undefined } };
}
