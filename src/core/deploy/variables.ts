import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { environmentSlug } from '../cluster/environment-names';
import { isManaged } from '../cluster/managed-object';
import { MANAGED_LABELS } from '../cluster/objects';
import { environmentError } from '../environments/errors';
import { PREFIX } from '../naming';
import {
  KubernetesError,
  type KubernetesApi,
  type KubernetesObject,
  type ObjectReference,
} from '../ports/kubernetes';

/** Linux takes no longer `NAME=value`: MAX_ARG_STRLEN in https://man7.org/linux/man-pages/man2/execve.2.html */
const MAX_BYTES = 131_071;
const MAX_NAME = 253;

/** Where the variables of an environment are: in one Secret, which all containers of its app read. */
export interface VariablesPlace {
  readonly namespace: string;
  readonly environment: string;
}

/** `undefined` deletes the variable. */
export interface VariableChange {
  readonly name: string;
  readonly value: string | undefined;
}

export function variablesSecret({ namespace, environment }: VariablesPlace): ObjectReference {
  return { apiVersion: 'v1', kind: 'Secret', name: `${environmentSlug(environment)}-config`, namespace };
}

/**
 * The names of all variables, in order; their values stay in the cluster.
 * @throws UserError where the Secret is somebody else's
 */
export async function variableNames(
  place: VariablesPlace,
  api: Pick<KubernetesApi, 'read'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found = await ownSecret(place, api, signal);
  return Object.keys(found?.data ?? {}).sort();
}

/**
 * Changes one variable. Two people who change different ones at the same time do not undo each other's.
 * @throws UserError where the Secret is somebody else's
 */
export async function changeVariable(
  place: VariablesPlace,
  { name, value }: VariableChange,
  api: Pick<KubernetesApi, 'read' | 'create' | 'patch'>,
  signal: AbortSignal,
): Promise<void> {
  const reference = variablesSecret(place);
  const encoded = value === undefined ? null : Buffer.from(value).toString('base64');
  if (!(await ownSecret(place, api, signal))) {
    if (encoded === null) return;
    if (await isCreated(secretObject(place, { [name]: encoded }), api, signal)) return;
    await ownSecret(place, api, signal);
  }
  await api.patch(reference, { data: { [name]: encoded } }, signal);
}

/** An annotation of pods. Its value changes with each change of a variable, so that new pods take the place of the old. */
export const CONFIG_HASH = `${PREFIX}/config-hash`;

/** Tells one state of the variables from the next, and says nothing about their values. */
export async function variablesHash(
  place: VariablesPlace,
  api: Pick<KubernetesApi, 'read'>,
  signal: AbortSignal,
): Promise<string> {
  const found = await api.read(variablesSecret(place), signal);
  const { uid, resourceVersion } = (found?.metadata ?? {}) as Readonly<Record<string, unknown>>;
  return createHash('sha256')
    .update(JSON.stringify([uid, resourceVersion]))
    .digest('hex')
    .slice(0, 16);
}

/** @returns why a container can have no variable of that name */
export function variableNameProblem(name: string): string | undefined {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= MAX_NAME) return undefined;
  return l10n.t(
    'A variable name begins with a letter or _, and has at most {0} letters, digits and _.',
    MAX_NAME,
  );
}

/** @returns why a variable cannot have the value */
export function variableValueProblem(name: string, value: string): string | undefined {
  if (value.includes('\0')) return l10n.t('A value cannot contain the character NUL.');
  const room = MAX_BYTES - 1 - Buffer.byteLength(name);
  return Buffer.byteLength(value) <= room ? undefined : l10n.t('A value can have at most {0} bytes.', room);
}

type SecretObject = KubernetesObject & { readonly data?: Readonly<Record<string, string>> };

async function ownSecret(
  place: VariablesPlace,
  api: Pick<KubernetesApi, 'read'>,
  signal: AbortSignal,
): Promise<SecretObject | undefined> {
  const reference = variablesSecret(place);
  const found = await api.read(reference, signal);
  if (found && !isManaged(found))
    throw environmentError('variables-foreign', { secret: reference.name, namespace: place.namespace });
  return found;
}

function secretObject(place: VariablesPlace, data: Readonly<Record<string, string>>): SecretObject {
  const { apiVersion, kind, name, namespace } = variablesSecret(place);
  const labels = { ...MANAGED_LABELS, [`${PREFIX}/env`]: environmentSlug(place.environment) };
  const annotations = { [`${PREFIX}/environment`]: place.environment };
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, type: 'Opaque', data };
}

/** @returns false where somebody else was faster */
async function isCreated(
  object: KubernetesObject,
  api: Pick<KubernetesApi, 'create'>,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await api.create(object, signal);
    return true;
  } catch (error) {
    if (error instanceof KubernetesError && error.kind === 'conflict') return false;
    throw error;
  }
}
