import type { Cluster } from '../cluster';
import { tell } from '../events';
import { fieldsAt, listAt, textAt, textsAt, type KubernetesObject } from '../objects';
import { NODES } from '../nodes';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import type { Change, ObjectPlace } from '../store';
import { observe } from '../workloads/owned';

export const SERVICES: GroupResource = { group: '', plural: 'services' };
const FINALIZER = 'service.kubernetes.io/load-balancer-cleanup';
/** A scenario in which AWS finds no subnet for the load balancers of this Service. */
const SUBNETS = 'sandbox/subnets';
const MADE_AFTER_MS = 90_000;
const FIRST_RETRY_MS = 5000;
const LAST_RETRY_MS = 300_000;
const BY = 'service-controller';
/** Unverified: not seen in a cluster. @see https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws.go */
const NO_SUBNETS =
  'Error syncing load balancer: failed to ensure load balancer: could not find any suitable subnets for creating the ELB';

interface Progress {
  state: 'asked' | 'made';
  retryMs: number;
}

/** What AWS was asked for, by the UIDs of Services. */
const asked = new WeakMap<Cluster, Map<string, Progress>>();

/** The service controller of AWS's cloud provider: a load balancer for each Service that wants one. */
export const loadBalancers: Reconciler = { concerns, reconcile };

function concerns(_cluster: Cluster, { resource, object }: Change): readonly ObjectPlace[] {
  return sameResource(resource, SERVICES) ? [object.metadata] : [];
}

function reconcile(cluster: Cluster, place: ObjectPlace): number | undefined {
  const service = cluster.store.get(SERVICES, place);
  if (!service) return undefined;
  const { metadata } = service;
  const finalizers = textsAt(metadata, 'finalizers');
  if (metadata.deletionTimestamp !== undefined) {
    if (finalizers.includes(FINALIZER)) release(cluster, service);
    return undefined;
  }
  if (textAt(fieldsAt(service, 'spec'), 'type') !== 'LoadBalancer') return undefined;
  if (listAt(fieldsAt(fieldsAt(service, 'status'), 'loadBalancer'), 'ingress').length > 0) return undefined;
  if (!finalizers.includes(FINALIZER)) {
    cluster.store.put(SERVICES, withFinalizers(service, [...finalizers, FINALIZER]));
    return undefined;
  }
  return ensure(cluster, service);
}

/** @returns when it tries again */
function ensure(cluster: Cluster, service: KubernetesObject): number | undefined {
  const known = asked.get(cluster) ?? new Map<string, Progress>();
  asked.set(cluster, known);
  const { uid = '' } = service.metadata;
  const progress = known.get(uid);
  if (progress?.state === 'made') {
    const ingress = [{ hostname: hostOf(cluster, uid) }];
    known.delete(uid);
    tell(cluster, service, normal('EnsuredLoadBalancer', 'Ensured load balancer'));
    observe(cluster, SERVICES, service, { ...fieldsAt(service, 'status'), loadBalancer: { ingress } });
    return undefined;
  }
  const hasSubnets = service.metadata.annotations?.[SUBNETS] !== 'none';
  if (progress && hasSubnets) return undefined;
  tell(cluster, service, normal('EnsuringLoadBalancer', 'Ensuring load balancer'));
  if (!hasSubnets) {
    tell(cluster, service, {
      type: 'Warning',
      reason: 'SyncLoadBalancerFailed',
      message: NO_SUBNETS,
      by: BY,
    });
    const retryMs = progress?.retryMs ?? FIRST_RETRY_MS;
    known.set(uid, { state: 'asked', retryMs: Math.min(LAST_RETRY_MS, retryMs * 2) });
    return retryMs;
  }
  known.set(uid, { state: 'asked', retryMs: FIRST_RETRY_MS });
  cluster.cloud.after(MADE_AFTER_MS, () => {
    known.set(uid, { state: 'made', retryMs: FIRST_RETRY_MS });
    reconcile(cluster, service.metadata);
  });
  return undefined;
}

function release(cluster: Cluster, service: KubernetesObject): void {
  tell(cluster, service, normal('DeletingLoadBalancer', 'Deleting load balancer'));
  tell(cluster, service, normal('DeletedLoadBalancer', 'Deleted load balancer'));
  const finalizers = textsAt(service.metadata, 'finalizers').filter((name) => name !== FINALIZER);
  if (finalizers.length === 0) cluster.store.remove(SERVICES, service.metadata);
  else cluster.store.put(SERVICES, withFinalizers(service, finalizers));
}

function withFinalizers(service: KubernetesObject, finalizers: readonly string[]): KubernetesObject {
  return { ...service, metadata: { ...service.metadata, finalizers } };
}

function normal(
  reason: string,
  message: string,
): { type: 'Normal'; reason: string; message: string; by: string } {
  return { type: 'Normal', reason, message, by: BY };
}

/** A Classic Load Balancer is named after the Service: `a<UID without hyphens>-<number>.<region>.elb.amazonaws.com`. */
function hostOf({ store }: Cluster, uid: string): string {
  const [node] = store.list(NODES);
  const region = node?.metadata.labels?.['topology.kubernetes.io/region'] ?? 'us-east-1';
  const name = `a${uid.replaceAll('-', '')}`.slice(0, 32);
  return `${name}-${Number.parseInt(name.slice(1, 9), 16)}.${region}.elb.amazonaws.com`;
}
