import * as l10n from '@vscode/l10n';
import type { KubernetesApi, KubernetesObject } from '../ports/kubernetes';
import { AUTO_MODE_DRIVER, DEFAULT_STORAGE_CLASS, EBS_DRIVER, gp3StorageClass } from './objects';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';
/** Kubernetes still heeds it: https://github.com/kubernetes/kubernetes/blob/v1.34.2/pkg/volume/util/storageclass.go */
const IS_DEFAULT_BETA = 'storageclass.beta.kubernetes.io/is-default-class';
const KIND = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' } as const;

/** What making our class the default of a cluster comes to. */
export type StorageClassPlan =
  | { readonly kind: 'make'; readonly storageClass: KubernetesObject }
  /** It is there as we would make it, and the default. */
  | { readonly kind: 'present' }
  /** One of the name is there, and Kubernetes does not allow changing what differs. */
  | { readonly kind: 'differs'; readonly differences: readonly string[] }
  /** Others are the default, or one of the name is somebody's who may have made it so on purpose: to be agreed to. */
  | {
      readonly kind: 'others';
      /** Of the other defaults. */
      readonly names: readonly string[];
      /** What changes in the one of the name, a sentence each. */
      readonly changes: readonly string[];
      readonly storageClass: KubernetesObject;
    }
  /** No driver would serve it: every volume that asked for it would wait forever. */
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
  const changes = present ? changesOf(present, storageClass) : [];
  if (others.length === 0 && present && changes.length === 0) return { kind: 'present' };
  if (others.length === 0 && !present) return { kind: 'make', storageClass };
  return { kind: 'others', names: others, changes, storageClass };
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
  const noDefault = { [IS_DEFAULT]: 'false', [IS_DEFAULT_BETA]: 'false' };
  for (const name of others) await api.annotate({ ...KIND, name }, noDefault, signal);
}

/**
 * Auto Mode brings a driver of its own, which the add-on's classes do not work with. That it shows as a CSIDriver of
 * its provisioner's name is unverified.
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

/** A sentence for each field that somebody set otherwise, and that applying ours changes. */
function changesOf(present: KubernetesObject, wanted: KubernetesObject): readonly string[] {
  const field = 'allowVolumeExpansion';
  return [
    ...(isDefault(present) ? [] : [l10n.t('{0} becomes the default', present.metadata.name)]),
    ...(text(present[field]) === text(wanted[field])
      ? []
      : [l10n.t('{0} becomes {1}', field, text(wanted[field]))]),
  ];
}

function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value as Record<string, unknown>).toSorted(([a], [b]) => a.localeCompare(b));
  return entries.map(([key, each]) => `${key}=${String(each)}`).join(', ');
}

/** As Kubernetes sees it. */
function isDefault({ metadata }: Pick<KubernetesObject, 'metadata'>): boolean {
  return [IS_DEFAULT, IS_DEFAULT_BETA].some((name) => metadata.annotations?.[name] === 'true');
}
