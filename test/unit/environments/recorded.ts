import {
  readEndpointSlice,
  readIngress,
  readIngressClass,
  readService,
} from '../../../src/core/environments/objects/addresses';
import { readPod } from '../../../src/core/environments/objects/pod';
import {
  readEvent,
  readReplicaSet,
  readVolumeClaim,
} from '../../../src/core/environments/objects/surroundings';
import {
  readCronJob,
  readDaemonSet,
  readDeployment,
  readJob,
  readStatefulSet,
} from '../../../src/core/environments/objects/workload';
import { NamespaceIndex, type NamespaceObjects } from '../../../src/core/environments/namespace-objects';

/** When all of it was recorded. */
export const NOW = Date.parse('2026-11-30T10:30:00Z');

export const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString().replace('.000', '');

type Part = Readonly<Record<string, unknown>>;

/** A Deployment of Kubernetes 1.35 that has rolled out, as `kubectl get -o json` shows it, without managed fields. */
export function deployment(status: Part = {}, spec: Part = {}, metadata: Part = {}): Part {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      creationTimestamp: at(3600),
      generation: 1,
      labels: { app: 'web' },
      name: 'web',
      namespace: 'shop',
      uid: 'deployment-web',
      ...metadata,
    },
    spec: {
      progressDeadlineSeconds: 600,
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ image: 'web:1', name: 'web' }] },
      },
      ...spec,
    },
    status: {
      availableReplicas: 2,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
      observedGeneration: 1,
      readyReplicas: 2,
      replicas: 2,
      updatedReplicas: 2,
      ...status,
    },
  };
}

/** Its status while none of its pods is ready. */
export const NONE_READY = {
  availableReplicas: undefined,
  readyReplicas: undefined,
  unavailableReplicas: 2,
  conditions: [{ type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' }],
};

export function replicaSet(revision = 1, status: Part = {}): Part {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      creationTimestamp: at(3600 - revision),
      name: `web-v${revision}`,
      namespace: 'shop',
      ownerReferences: [owner('Deployment', 'web', 'deployment-web')],
      uid: `set-${revision}`,
    },
    status,
  };
}

export interface PodParts {
  readonly name?: string;
  readonly container?: Part;
  readonly status?: Part;
  readonly spec?: Part;
  /** Of its container. */
  readonly state?: Part;
  readonly metadata?: Part;
}

/** A pod of the ReplicaSet of revision 1; ready unless its parts say otherwise. */
export function pod({ name = 'web-v1-a', container, status, spec, state, metadata }: PodParts = {}): Part {
  const isTold = state !== undefined || status !== undefined;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: at(600),
      labels: { app: 'web', 'pod-template-hash': 'v1' },
      name,
      namespace: 'shop',
      ownerReferences: [owner('ReplicaSet', 'web-v1', 'set-1')],
      uid: `pod-${name}`,
      ...metadata,
    },
    spec: {
      containers: [{ image: 'registry.example/web:1', name: 'web', ...container }],
      nodeName: 'node-1',
      ...spec,
    },
    status: {
      conditions: [
        { type: 'Ready', status: isTold ? 'False' : 'True' },
        { type: 'PodScheduled', status: 'True' },
      ],
      phase: isTold ? 'Pending' : 'Running',
      ...(state
        ? {
            containerStatuses: [
              { name: 'web', image: 'registry.example/web:1', ready: false, restartCount: 0, ...state },
            ],
          }
        : {
            containerStatuses: [
              {
                name: 'web',
                ready: !isTold,
                started: true,
                restartCount: 0,
                state: { running: { startedAt: at(590) } },
              },
            ],
          }),
      ...status,
    },
  };
}

export const waiting = (reason: string, message = '') => ({ state: { waiting: { reason, message } } });

/** A container that crashed several times, and waits for the next start. */
export function crashLoop(terminated: Part, restartCount = 4): Part {
  const message = 'back-off 1m20s restarting failed container=web pod=web-v1-a_shop(pod-web-v1-a)';
  return {
    restartCount,
    ...waiting('CrashLoopBackOff', message),
    lastState: {
      terminated: { exitCode: 1, reason: 'Error', startedAt: at(65), finishedAt: at(60), ...terminated },
    },
  };
}

/** An event about the first pod, or another object. */
export function event(reason: string, message: string, parts: Part = {}): Part {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${reason}.${message.length}`,
      namespace: 'shop',
      uid: `${reason}-${message}`,
      creationTimestamp: at(300),
    },
    involvedObject: { kind: 'Pod', name: 'web-v1-a', namespace: 'shop', uid: 'pod-web-v1-a' },
    reason,
    message,
    type: 'Warning',
    count: 3,
    firstTimestamp: at(300),
    lastTimestamp: at(10),
    ...parts,
  };
}

export const about = (kind: string, name: string, uid: string) => ({
  involvedObject: { kind, name, namespace: 'shop', uid },
});

export function owner(kind: string, name: string, uid: string): Part {
  return { apiVersion: 'apps/v1', kind, name, uid, controller: true, blockOwnerDeletion: true };
}

const READERS = {
  Pod: ['pods', readPod],
  ReplicaSet: ['replicaSets', readReplicaSet],
  Event: ['events', readEvent],
  PersistentVolumeClaim: ['claims', readVolumeClaim],
  Service: ['services', readService],
  EndpointSlice: ['endpointSlices', readEndpointSlice],
  Ingress: ['ingresses', readIngress],
  IngressClass: ['ingressClasses', readIngressClass],
  Deployment: ['workloads', readDeployment],
  StatefulSet: ['workloads', readStatefulSet],
  DaemonSet: ['workloads', readDaemonSet],
  Job: ['workloads', readJob],
  CronJob: ['workloads', readCronJob],
} as const;

/** What is read of recorded objects; every kind may be listed. */
export function read(objects: readonly unknown[]): NamespaceObjects {
  const found: Record<string, unknown[]> = Object.fromEntries(
    Object.values(READERS).map(([name]) => [name, []]),
  );
  for (const object of objects) {
    const { kind } = object as { readonly kind: keyof typeof READERS };
    const [name, reader] = READERS[kind];
    const value = reader(object);
    if (value) found[name]?.push(value);
  }
  return found;
}

export const index = (objects: readonly unknown[]) => new NamespaceIndex(read(objects));
