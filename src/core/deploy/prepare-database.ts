import { isManaged } from '../cluster/managed-object';
import { Field } from '../environments/objects/field';
import {
  KubernetesError,
  type KubernetesApi,
  type KubernetesObject,
  type ObjectReference,
} from '../ports/kubernetes';
import { databaseError } from './database-errors';
import { databaseName, databaseObjects, databaseSecret, type DatabaseRequest } from './postgresql';

/** 24 bytes are 32 characters in base64url. */
const PASSWORD_BYTES = 24;

interface DatabaseApis {
  /** As the user who deploys. */
  readonly environment: Pick<KubernetesApi, 'read' | 'create'>;
  /** Who deploys into a namespace may not read the storage classes. */
  readonly cluster: Pick<KubernetesApi, 'storageClasses'>;
}

/**
 * Makes the database's Secret, the first time, and says what has to be applied for the rest. Its password is not known
 * to anybody but the cluster.
 * @param randomBytes cryptographically secure
 * @throws UserError where there is no storage for it, or an object of its name is somebody else's
 */
export async function prepareDatabase(
  request: DatabaseRequest,
  { environment, cluster }: DatabaseApis,
  randomBytes: (count: number) => Buffer,
  signal: AbortSignal,
): Promise<readonly KubernetesObject[]> {
  const statefulSet = await environment.read(referenceTo('apps/v1', 'StatefulSet', request), signal);
  const secret = await environment.read(referenceTo('v1', 'Secret', request), signal);
  for (const found of [statefulSet, secret])
    if (found && !isManaged(found)) throw foreign(found.kind, request);
  if (!statefulSet && !(await cluster.storageClasses(signal)).some(({ isDefault }) => isDefault))
    throw databaseError('postgres-no-storage-class');
  if (!secret) {
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await createUnlessPresent(databaseSecret(request, password), environment, signal);
  }
  const image = keptImage(imageOf(statefulSet), request.image);
  return databaseObjects({ ...request, image });
}

/**
 * The image that the database continues with: another major version does not read the data of the one before.
 * https://www.postgresql.org/docs/current/upgrading.html
 * @param present absent before the first deployment
 */
export function keptImage(present: string | undefined, wanted: string): string {
  if (present === undefined) return wanted;
  const [before, after] = [majorVersion(present), majorVersion(wanted)];
  return before !== undefined && before === after ? wanted : present;
}

/** Of the tag: `17`, `17.2-bookworm`. An image by its digest alone has none. */
function majorVersion(image: string): string | undefined {
  return /:v?(\d+)(?:[.-][\w.-]*)?(?:@|$)/.exec(image.split('/').at(-1) ?? '')?.[1];
}

function imageOf(statefulSet: KubernetesObject | undefined): string | undefined {
  const [container] = new Field(statefulSet).at('spec', 'template', 'spec', 'containers').list();
  return container?.at('image').message() || undefined;
}

/** Two who deploy at once make one database. */
async function createUnlessPresent(
  object: KubernetesObject,
  api: Pick<KubernetesApi, 'create'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await api.create(object, signal);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.kind !== 'conflict') throw error;
  }
}

function referenceTo(
  apiVersion: string,
  kind: string,
  { namespace, slug }: DatabaseRequest,
): ObjectReference {
  return { apiVersion, kind, name: databaseName(slug), namespace };
}

function foreign(kind: string, { namespace, slug }: DatabaseRequest): Error {
  return databaseError('postgres-foreign', { kind, name: databaseName(slug), namespace });
}
