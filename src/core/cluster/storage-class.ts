import * as l10n from '@vscode/l10n';
import type { KubernetesApi, KubernetesObject } from '../ports/kubernetes';
import { AUTO_MODE_DRIVER, DEFAULT_STORAGE_CLASS, EBS_DRIVER, gp3StorageClass } from './objects';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';
const KIND = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' } as const;

/** What making our class the default of a cluster comes to. */
export type StorageClassPlan =
  | { readonly kind: 'make'; readonly storageClass: KubernetesObject }
  /** It is there as we would make it, and the default. */
  | { readonly kind: 'present' }
  /** One of the name is there, and Kubernetes lets nobody change what differs. */
  | { readonly kind: 'differs'; readonly differences: readonly string[] }
  /** Others are the default. */
  | { readonly kind: 'others'; readonly names: readonly string[]; readonly storageClass: KubernetesObject }
  /** Nobody would answer to it: every volume that asked for it would wait for ever. */
  | { readonly kind: 'no-driver' };

/** Looks at what is there: the driver first, then classes of the name, then other defaults. */
export async function planStorageClass(api: KubernetesApi, signal: AbortSignal): Promise<StorageClassPlan> {
  const [driver, classes] = await Promise.all([driverOf(api, signal), api.list(KIND, signal)]);
  if (driver === undefined) return { kind: 'no-driver' };
  const storageClass = gp3StorageClass(driver);
  const present = classes.find(({ metadata }) => metadata.name === DEFAULT_STORAGE_CLASS);
  const differences = present ? differencesOf(present, storageClass) : [];
  if (differences.length > 0) return { kind: 'differs', differences };
  const names = classes.filter(isDefault).map(({ metadata }) => metadata.name);
  const others = names.filter((name) => name !== DEFAULT_STORAGE_CLASS);
  if (others.length > 0) return { kind: 'others', names: others, storageClass };
  return names.length > 0 ? { kind: 'present' } : { kind: 'make', storageClass };
}

/**
 * Makes the class the default, and no other. It comes first: where there are two, Kubernetes takes the newer one, and
 * where there is none, claims wait. https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export async function makeDefault(
  storageClass: KubernetesObject,
  others: readonly string[],
  api: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  await api.apply(storageClass, signal);
  for (const name of others) await api.annotate({ ...KIND, name }, { [IS_DEFAULT]: 'false' }, signal);
}

/**
 * Auto Mode brings a driver of its own, which the add-on's classes do not work with. That it shows as a CSIDriver of its
 * provisioner's name is unverified.
 */
async function driverOf(api: KubernetesApi, signal: AbortSignal): Promise<string | undefined> {
  const drivers = await api.list({ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver' }, signal);
  const names = drivers.map(({ metadata }) => metadata.name);
  return [AUTO_MODE_DRIVER, EBS_DRIVER].find((name) => names.includes(name));
}

/** Fields of a StorageClass that Kubernetes does not let anybody change. */
const IMMUTABLE = ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'] as const;

/** A sentence for each field that is another than we would have it. */
export function differencesOf(present: KubernetesObject, wanted: KubernetesObject): readonly string[] {
  return IMMUTABLE.filter((field) => text(present[field]) !== text(wanted[field])).map((field) =>
    l10n.t('{0} is {1} and not {2}', field, text(present[field]), text(wanted[field])),
  );
}

function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value as Record<string, unknown>).toSorted(([a], [b]) => a.localeCompare(b));
  return entries.map(([key, each]) => `${key}=${String(each)}`).join(', ');
}

function isDefault({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.[IS_DEFAULT] === 'true';
}
