import * as l10n from '@vscode/l10n';
import { conflictingRole } from '../../cluster/role-binding';
import {
  clusterRoleBinding,
  DEFAULT_STORAGE_CLASS,
  defaultStorageClass,
  serviceAccount,
} from '../../cluster/objects';
import { isManaged } from '../../cluster/managed-object';
import { asSentence } from '../../errors/error-text';
import { differencesOf } from '../../cluster/storage-class';
import { KubernetesError, type KubernetesApi } from '../../ports/kubernetes';
import type { ClusterSpec } from '../../cluster-form/cluster-spec';
import type { ConnectedCluster } from '../../ports/workspace';
import type { Clock } from '../../ports/clock';
import { connectToCluster } from './connect-cluster';
import type { Creation } from '../operation';
import type { OperationContext } from '../operation-context';
import { poll } from '../../poll';

/** A new access entry and a new endpoint's DNS take a while to spread. */
const PROPAGATION_MS = 120_000;
const RETRY_MS = 2_000;

/**
 * Creates what every cluster of ours has. What Kubernetes refuses becomes a note: the cluster is there and
 * is paid for, so the operation continues.
 */
export async function configureCluster(
  context: OperationContext<Creation>,
  cluster: ConnectedCluster,
  signal: AbortSignal,
): Promise<void> {
  if (context.operation.clusterConfigured) return;
  context.step('cluster', 'inProgress', l10n.t('Creating the service account and the storage class'));
  const api = await connectToCluster(context, cluster);
  try {
    const isWhole = await retryUntilPropagated(
      () => applyAll(context, api, signal),
      context.deps.clock,
      signal,
    );
    context.step('cluster', isWhole ? 'complete' : 'failed');
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    context.note(notConfiguredNote(error, context.operation.spec));
    context.step('cluster', 'failed');
  }
  await context.record({ clusterConfigured: true });
}

/** An endpoint that is private is no failure: the same can be done later, from where it can be reached. */
function notConfiguredNote({ kind, message }: KubernetesError, { endpoint }: ClusterSpec): string {
  const note = l10n.t('The service account and the storage class were not created: {0}', asSentence(message));
  if (kind !== 'unreachable') return note;
  const later = l10n.t(
    'Run EKS: Set Up Service Account and Storage Class from a machine that can reach the cluster, for example in its VPC or through a VPN.',
  );
  return endpoint.access === 'private'
    ? [note, l10n.t('Its endpoint is private.'), later].join(' ')
    : [note, later].join(' ');
}

/** @returns whether the extension's account administers the cluster now */
async function applyAll(
  context: OperationContext<Creation>,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<boolean> {
  const [isBound] = await Promise.all([
    applyBinding(context, api, signal),
    api.apply(serviceAccount, signal),
    applyStorageClass(context, api, signal),
  ]);
  return isBound;
}

/** A binding to another role would have to be deleted, and the user cannot be asked here. */
async function applyBinding(
  context: OperationContext<Creation>,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<boolean> {
  const role = await conflictingRole(clusterRoleBinding, api, signal);
  if (role === undefined) {
    await api.apply(clusterRoleBinding, signal);
    return true;
  }
  const { name } = clusterRoleBinding.metadata;
  context.note(
    l10n.t(
      'The binding {0} grants {1} and was not replaced. EKS: Set Up Service Account and Storage Class asks before replacing it.',
      name,
      role,
    ),
  );
  return false;
}

/** Another default is the user's: two defaults would make it a matter of age which one counts. */
async function applyStorageClass(
  context: OperationContext<Creation>,
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  const other = (await api.storageClasses(signal)).find(
    (c) => c.isDefault && c.name !== DEFAULT_STORAGE_CLASS,
  );
  if (other) context.note(l10n.t('The storage class {0} stays the default.', other.name));
  else if (hasDriver(context.operation.spec)) {
    const wanted = defaultStorageClass(context.operation.spec.compute.kind);
    const { apiVersion, kind, metadata } = wanted;
    const present = await api.read({ apiVersion, kind, name: metadata.name }, signal);
    const differences = present ? differencesOf(present, wanted) : [];
    if (present && !isManaged(present))
      context.note(l10n.t('The storage class {0} is not changed.', metadata.name));
    else if (differences.length === 0) await api.apply(wanted, signal);
    else
      context.note(
        l10n.t('The storage class {0} is not changed: {1}.', metadata.name, differences.join('; ')),
      );
  }
}

/** Without a driver that answers to it, every volume that asked for the class would wait forever. */
function hasDriver({ compute, addOns }: ClusterSpec): boolean {
  return compute.kind === 'auto' || addOns.includes('aws-ebs-csi-driver');
}

/** Tries again for two minutes where a new cluster refuses what it will soon allow. */
async function retryUntilPropagated<T>(act: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T> {
  let refusal: unknown;
  const look = async () => {
    try {
      return { value: await act() };
    } catch (error) {
      if (!(error instanceof KubernetesError && error.isTransientOnNewCluster)) throw error;
      refusal = error;
      return undefined;
    }
  };
  const done = await poll(look, { everyMs: RETRY_MS, forMs: PROPAGATION_MS }, clock, signal);
  if (!done) throw refusal;
  return done.value;
}
