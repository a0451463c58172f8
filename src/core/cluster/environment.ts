import { clusterError } from './errors';
import { PREFIX } from '../naming';
import {
  KubernetesError,
  type KubernetesApi,
  type KubernetesObject,
  type ObjectReference,
} from '../ports/kubernetes';
import type { ClusterEntry } from '../registry/entry';
import { applyBinding } from './role-binding';
import { environmentNamesIn, type EnvironmentNames, type Project } from './environment-names';
import { isTerminating } from './namespace-deletion';
import { ENVIRONMENT_ROLE, MANAGED_LABELS } from './objects';
import { isManaged } from './managed-object';

/** Of the namespace's labels, as the original's `app.gitlab.com/app` and `/env`, and of an annotation with the name. */
const APP = `${PREFIX}/app`;
const ENV = `${PREFIX}/env`;
const ENVIRONMENT = `${PREFIX}/environment`;

export interface Environment {
  readonly project: Project;
  readonly name: string;
}

/** A namespace that the extension has made. */
export interface ManagedNamespace {
  readonly name: string;
  /** Absent where it is for all of a project's environments. */
  readonly environment?: string;
  /** It is being deleted, which takes a while. */
  readonly isTerminating: boolean;
}

/** Whether anything has to be created for an environment in the cluster that serves it. */
export type PreparationState =
  | { readonly kind: 'none' }
  | { readonly kind: 'needed'; readonly names: EnvironmentNames }
  | { readonly kind: 'present'; readonly names: EnvironmentNames };

/** Finds out what is missing. Of a cluster that is not managed, nothing is asked. */
export async function preparationState(
  { project, name }: Environment,
  entry: Pick<ClusterEntry, 'managed' | 'namespacePerEnvironment'>,
  api: () => Promise<KubernetesApi>,
  signal: AbortSignal,
): Promise<PreparationState> {
  if (!entry.managed) return { kind: 'none' };
  const names = environmentNamesIn(entry, project, name);
  const cluster = await api();
  const [namespace, account] = await Promise.all([
    cluster.read(namespaceReference(names.namespace), signal),
    cluster.read(accountReference(names), signal),
  ]);
  if (namespace && !isOurs(namespace))
    throw clusterError('namespace-foreign', { namespace: names.namespace });
  if (namespace && isTerminating(namespace))
    throw clusterError('namespace-terminating', { namespace: names.namespace });
  return { kind: namespace && account ? 'present' : 'needed', names };
}

/**
 * Makes namespace, service account and binding, or what of them is missing. Again and again it comes to the same.
 * @param rbac off: the cluster has no role bindings
 */
export async function prepareEnvironment(
  { name }: Environment,
  names: EnvironmentNames,
  options: { readonly rbac: boolean },
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  // Looks again just before: what is applied is forced, and names prove nothing.
  const present = await api.read(namespaceReference(names.namespace), signal);
  if (present && !isOurs(present)) throw clusterError('namespace-foreign', { namespace: names.namespace });
  await api.apply(namespaceObject(names, name), signal);
  try {
    await api.apply(accountObject(names), signal);
    if (options.rbac) await applyBinding(bindingObject(names), api, signal);
  } catch (error) {
    // Nothing half-made stays; what keeps it from being removed is the same refusal, which the user is told.
    if (!present && isRefusal(error))
      await deleteNamespace(names.namespace, api, signal).catch(() => undefined);
    throw error;
  }
}

/** A transient failure leaves the namespace to the next attempt, which ends the same way. */
function isRefusal(error: unknown): boolean {
  return error instanceof KubernetesError && !['unreachable', 'busy'].includes(error.kind);
}

/** The namespaces that the extension has made in a cluster, by name. */
export async function managedNamespaces(
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly ManagedNamespace[]> {
  const query = { apiVersion: 'v1', kind: 'Namespace', labels: MANAGED_LABELS };
  const namespaces = await api.list(query, signal);
  return namespaces
    .filter(isOurs)
    .map((namespace) => ({
      name: namespace.metadata.name,
      environment: namespace.metadata.annotations?.[ENVIRONMENT],
      isTerminating: isTerminating(namespace),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What goes with a namespace, counted, for the user to read before. */
export async function contentOf(
  namespace: string,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<{ readonly pods: number; readonly claims: number }> {
  const list = (kind: string) => api.list({ apiVersion: 'v1', kind, namespace }, signal);
  const [pods, claims] = await Promise.all([list('Pod'), list('PersistentVolumeClaim')]);
  return { pods: pods.length, claims: claims.length };
}

/** Deletes a namespace and all in it; one without our label stays. Looks again just before: names prove nothing. */
export async function deleteNamespace(name: string, api: KubernetesApi, signal: AbortSignal): Promise<void> {
  const namespace = await api.read(namespaceReference(name), signal);
  if (!namespace) return;
  if (!isOurs(namespace)) throw clusterError('namespace-foreign', { namespace: name });
  await api.delete(namespaceReference(name), signal);
}

function isOurs(namespace: KubernetesObject): boolean {
  return isManaged(namespace) && APP in (namespace.metadata.labels ?? {});
}

function namespaceReference(name: string): ObjectReference {
  return { apiVersion: 'v1', kind: 'Namespace', name };
}

function accountReference({ namespace, serviceAccount }: EnvironmentNames): ObjectReference {
  return { apiVersion: 'v1', kind: 'ServiceAccount', name: serviceAccount, namespace };
}

function namespaceObject(names: EnvironmentNames, environment: string): KubernetesObject {
  const { namespace, projectSlug, environmentSlug } = names;
  const isOne = environmentSlug !== undefined;
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      labels: { ...MANAGED_LABELS, [APP]: projectSlug, ...(isOne ? { [ENV]: environmentSlug } : {}) },
      annotations: isOne ? { [ENVIRONMENT]: environment } : {},
    },
  };
}

function accountObject({ namespace, serviceAccount: name }: EnvironmentNames): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, labels: MANAGED_LABELS } };
}

/** The role `admin`: with `edit`, which the original had at first, deployments may make no roles of their own. */
function bindingObject({ namespace, serviceAccount, roleBinding: name }: EnvironmentNames): KubernetesObject {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, namespace, labels: MANAGED_LABELS },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ENVIRONMENT_ROLE },
    subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
  };
}
