import { randomUUID } from 'node:crypto';
import type { Cluster } from '../cluster';
import { tell } from '../events';
import { fieldsAt, listAt, textAt, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import type { Change, ObjectPlace, ObjectStore } from '../store';
import { create } from '../workloads/owned';
import { nodeOf, PODS } from '../workloads/pod-state';

export const CLAIMS: GroupResource = { group: '', plural: 'persistentvolumeclaims' };
const VOLUMES: GroupResource = { group: '', plural: 'persistentvolumes' };
const CLASSES: GroupResource = { group: 'storage.k8s.io', plural: 'storageclasses' };
const DRIVERS: GroupResource = { group: 'storage.k8s.io', plural: 'csidrivers' };
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
/** The driver behind the in-tree name of EBS since CSI migration. */
const MIGRATED: Readonly<Record<string, string>> = { 'kubernetes.io/aws-ebs': 'ebs.csi.aws.com' };
const BY = 'persistentvolume-controller';

/** The volume binder: gives a claim a volume of its class once it may, or says what it waits for. */
export const claims: Reconciler = { concerns, reconcile };

function concerns({ store }: Cluster, { resource, object }: Change): readonly ObjectPlace[] {
  if (sameResource(resource, CLAIMS)) return [object.metadata];
  if (sameResource(resource, PODS))
    return claimNames(object).map((name) => ({ namespace: object.metadata.namespace, name }));
  const isStorage = sameResource(resource, CLASSES) || sameResource(resource, DRIVERS);
  return isStorage ? store.list(CLAIMS).map(({ metadata }) => metadata) : [];
}

function reconcile(cluster: Cluster, place: ObjectPlace): undefined {
  const { store } = cluster;
  const claim = store.get(CLAIMS, place);
  if (!claim || fieldsAt(claim, 'status').phase === 'Bound' || claim.metadata.deletionTimestamp !== undefined)
    return;
  const storageClass = classOf(store, claim);
  if (storageClass === undefined) {
    const name = textAt(fieldsAt(claim, 'spec'), 'storageClassName') ?? '';
    if (name === '') say(cluster, claim, 'Normal', 'FailedBinding', NO_CLASS);
    else
      say(cluster, claim, 'Warning', 'ProvisioningFailed', `storageclass.storage.k8s.io "${name}" not found`);
    return;
  }
  const isPatient = storageClass.volumeBindingMode === 'WaitForFirstConsumer';
  if (isPatient && !consumersOf(store, claim).some((pod) => nodeOf(pod) !== undefined)) {
    say(cluster, claim, 'Normal', 'WaitForFirstConsumer', NO_CONSUMER);
    return;
  }
  const driver = driverOf(storageClass);
  if (store.get(DRIVERS, { name: driver })) bind(cluster, claim, storageClass);
  else say(cluster, claim, 'Normal', 'ExternalProvisioning', externally(driver));
}

const NO_CLASS = 'no persistent volumes available for this claim and no storage class is set';
const NO_CONSUMER = 'waiting for first consumer to be created before binding';

function externally(driver: string): string {
  return `Waiting for a volume to be created either by the external provisioner '${driver}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
}

function say(
  cluster: Cluster,
  claim: KubernetesObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  tell(cluster, claim, { type, reason, message, by: BY });
}

/** Why the claims of a pod keep it from every node; undefined where they do not. */
export function unscheduledClaims({ store }: Cluster, pod: KubernetesObject): string | undefined {
  const { namespace } = pod.metadata;
  for (const name of claimNames(pod)) {
    const claim = store.get(CLAIMS, { namespace, name });
    if (!claim) return `persistentvolumeclaim "${name}" not found`;
    const isBound = fieldsAt(claim, 'status').phase === 'Bound';
    const isPatient = classOf(store, claim)?.volumeBindingMode === 'WaitForFirstConsumer';
    if (!isBound && !isPatient) return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
}

/** Whether all volumes of a pod are there. */
export function areVolumesBound({ store }: Cluster, pod: KubernetesObject): boolean {
  return claimNames(pod).every((name) => {
    const claim = store.get(CLAIMS, { namespace: pod.metadata.namespace, name });
    return claim !== undefined && fieldsAt(claim, 'status').phase === 'Bound';
  });
}

function claimNames(pod: KubernetesObject): readonly string[] {
  return listAt(fieldsAt(pod, 'spec'), 'volumes').flatMap(
    (volume) => textAt(fieldsAt(volume, 'persistentVolumeClaim'), 'claimName') ?? [],
  );
}

function consumersOf(store: ObjectStore, { metadata }: KubernetesObject): readonly KubernetesObject[] {
  return store.list(PODS, metadata.namespace).filter((pod) => claimNames(pod).includes(metadata.name));
}

/** The class that a claim names, or else the default one; an empty name asks for none. */
function classOf(store: ObjectStore, claim: KubernetesObject): KubernetesObject | undefined {
  const name = textAt(fieldsAt(claim, 'spec'), 'storageClassName');
  if (name !== undefined) return store.get(CLASSES, { name });
  return store.list(CLASSES).find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true');
}

function driverOf({ provisioner }: KubernetesObject): string {
  const name = String(provisioner);
  return MIGRATED[name] ?? name;
}

function bind(cluster: Cluster, claim: KubernetesObject, storageClass: KubernetesObject): void {
  const { name, namespace, uid = randomUUID() } = claim.metadata;
  const spec = fieldsAt(claim, 'spec');
  const { accessModes, resources } = spec;
  const capacity = fieldsAt({ resources }, 'resources').requests;
  const volumeName = `pvc-${uid}`;
  create(cluster, VOLUMES, {
    metadata: { name: volumeName },
    spec: {
      ...{ accessModes, capacity, storageClassName: storageClass.metadata.name },
      persistentVolumeReclaimPolicy: 'Delete',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: { driver: driverOf(storageClass), volumeHandle: `vol-${uid.replaceAll('-', '').slice(0, 17)}` },
    },
  });
  const storageClassName = storageClass.metadata.name;
  cluster.store.put(CLAIMS, {
    ...claim,
    spec: { ...spec, volumeName, storageClassName },
    status: { phase: 'Bound', accessModes, capacity },
  });
  say(cluster, claim, 'Normal', 'ProvisioningSucceeded', `Successfully provisioned volume ${volumeName}`);
}
