import type { WatchedKind } from '../ports/watch';
import type { NamespaceObjects } from './namespace-objects';
import { readEndpointSlice, readIngress, readIngressClass, readService } from './objects/addresses';
import { readPod } from './objects/pod';
import { readEvent, readReplicaSet, readVolumeClaim } from './objects/surroundings';
import { readCronJob, readDaemonSet, readDeployment, readJob, readStatefulSet } from './objects/workload';

interface KindOfPart extends WatchedKind<unknown> {
  /** What it is part of. */
  readonly part: keyof NamespaceObjects;
  readonly isNamespaced: boolean;
}

const kind = (
  part: keyof NamespaceObjects,
  api: string,
  resource: string,
  read: (object: unknown) => unknown,
  isNamespaced = true,
): KindOfPart => ({ part, api, resource, read, isNamespaced });

/** All that the state of environments is made of. */
export const WATCHED_KINDS: readonly KindOfPart[] = [
  kind('workloads', 'apis/apps/v1', 'deployments', readDeployment),
  kind('workloads', 'apis/apps/v1', 'statefulsets', readStatefulSet),
  kind('workloads', 'apis/apps/v1', 'daemonsets', readDaemonSet),
  kind('workloads', 'apis/batch/v1', 'jobs', readJob),
  kind('workloads', 'apis/batch/v1', 'cronjobs', readCronJob),
  kind('replicaSets', 'apis/apps/v1', 'replicasets', readReplicaSet),
  kind('pods', 'api/v1', 'pods', readPod),
  kind('events', 'api/v1', 'events', readEvent),
  kind('claims', 'api/v1', 'persistentvolumeclaims', readVolumeClaim),
  kind('services', 'api/v1', 'services', readService),
  kind('endpointSlices', 'apis/discovery.k8s.io/v1', 'endpointslices', readEndpointSlice),
  kind('ingresses', 'apis/networking.k8s.io/v1', 'ingresses', readIngress),
  kind('ingressClasses', 'apis/networking.k8s.io/v1', 'ingressclasses', readIngressClass, false),
];
