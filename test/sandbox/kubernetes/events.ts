import { randomBytes, randomUUID } from 'node:crypto';
import type { Cluster } from './cluster';
import { fieldsAt, timestamp, type Fields, type KubernetesObject } from './objects';
import type { GroupResource } from './resource-types';
import type { ObjectPlace } from './store';

const EVENTS: GroupResource = { group: '', plural: 'events' };

/** What a part of Kubernetes has to say about an object. */
export interface Told {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Who says it: `kubelet`, `deployment-controller`. */
  readonly by: string;
  /** The node, of a kubelet. */
  readonly host?: string;
  /** The part of the object that it is about: `spec.containers{web}`. */
  readonly fieldPath?: string;
  /** What was done, of those that report in the newer form; there is then a series in place of a count. */
  readonly action?: string;
}

/** Where what was said is kept, so that it is counted when it is said again. */
const said = new WeakMap<Cluster, Map<string, ObjectPlace>>();

/** Records an event; the same words about the same object count up the event that there is, as client-go does. */
export function tell(cluster: Cluster, about: KubernetesObject, told: Told): void {
  const known = said.get(cluster) ?? new Map<string, ObjectPlace>();
  said.set(cluster, known);
  const { uid = '', name, namespace = 'default' } = about.metadata;
  const key = [uid, told.fieldPath, told.type, told.reason, told.message, told.by].join('\n');
  const place = known.get(key);
  const earlier = place && cluster.store.get(EVENTS, place);
  if (earlier) {
    cluster.store.put(EVENTS, { ...earlier, ...again(cluster, earlier, told) });
    return;
  }
  const event = `${name}.${randomBytes(8).toString('hex')}`;
  known.set(key, { namespace, name: event });
  cluster.store.put(EVENTS, {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      ...{ name: event, namespace, uid: randomUUID() },
      creationTimestamp: timestamp(cluster.now()),
    },
    involvedObject: referenceTo(about, told.fieldPath),
    ...{ type: told.type, reason: told.reason, message: told.message },
    ...(told.action === undefined ? counted(cluster, told) : reported(cluster, told, told.action)),
  });
}

function referenceTo(
  { apiVersion, kind, metadata }: KubernetesObject,
  fieldPath: string | undefined,
): Fields {
  const { name, namespace, uid, resourceVersion } = metadata;
  return {
    ...{ apiVersion, kind, name, namespace, uid, resourceVersion },
    ...(fieldPath !== undefined && { fieldPath }),
  };
}

function counted({ now }: Cluster, { by, host }: Told): Fields {
  const time = timestamp(now());
  return {
    ...{ firstTimestamp: time, lastTimestamp: time, count: 1, eventTime: null },
    source: { component: by, ...(host !== undefined && { host }) },
    ...{ reportingComponent: by, reportingInstance: host ?? '' },
  };
}

/** As the core group shows an event of `events.k8s.io`. */
function reported({ now, name }: Cluster, { by }: Told, action: string): Fields {
  return {
    ...{ firstTimestamp: null, lastTimestamp: null, source: {}, action },
    eventTime: preciseTime(now()),
    ...{ reportingComponent: by, reportingInstance: `${by}-${name}` },
  };
}

function again({ now }: Cluster, earlier: KubernetesObject, { action }: Told): Fields {
  if (action === undefined) return { count: Number(earlier.count) + 1, lastTimestamp: timestamp(now()) };
  const { count = 1 } = fieldsAt(earlier, 'series');
  return { series: { count: Number(count) + 1, lastObservedTime: preciseTime(now()) } };
}

function preciseTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000Z');
}
