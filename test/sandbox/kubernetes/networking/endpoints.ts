import { createHash } from 'node:crypto';
import type { Cluster } from '../cluster';
import { NODES } from '../nodes';
import { fieldsAt, isFields, listAt, textAt, type Fields, type KubernetesObject } from '../objects';
import type { Reconciler } from '../reconciler';
import { sameResource, type GroupResource } from '../resource-types';
import type { Change, ObjectPlace } from '../store';
import { create, ownerReference } from '../workloads/owned';
import { isLeaving, isOver, isReady, nodeOf, PODS } from '../workloads/pod-state';
import { SERVICES } from './load-balancers';

const SLICES: GroupResource = { group: 'discovery.k8s.io', plural: 'endpointslices' };
const ENDPOINTS: GroupResource = { group: '', plural: 'endpoints' };
const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

/** The endpoint controllers: which pods are behind each Service, as EndpointSlice and as Endpoints. */
export const endpoints: Reconciler = { concerns, reconcile };

function concerns({ store }: Cluster, { resource, object, previous }: Change): readonly ObjectPlace[] {
  if (sameResource(resource, SERVICES)) return [object.metadata];
  // A pod on a node that is not there is left out.
  if (sameResource(resource, NODES) && previous === undefined)
    return store.list(SERVICES).map(({ metadata }) => metadata);
  if (!sameResource(resource, PODS)) return [];
  return store
    .list(SERVICES, object.metadata.namespace)
    .filter((service) => selects(service, object) || (previous && selects(service, previous)))
    .map(({ metadata }) => metadata);
}

function reconcile(cluster: Cluster, place: ObjectPlace): undefined {
  const service = cluster.store.get(SERVICES, place);
  if (!service) {
    cluster.store.remove(ENDPOINTS, place);
    return;
  }
  if (!isFields(fieldsAt(service, 'spec').selector) || service.metadata.deletionTimestamp !== undefined)
    return;
  const pods = cluster.store
    .list(PODS, place.namespace)
    .filter((pod) => selects(service, pod) && !isOver(pod) && isReachable(cluster, pod));
  put(cluster, SLICES, service, {
    name: `${place.name}-${suffixOf(service)}`,
    metadata: {
      labels: { [SERVICE_NAME]: place.name, [MANAGED_BY]: 'endpointslice-controller.k8s.io' },
      ownerReferences: [ownerReference(service)],
    },
    content: {
      addressType: 'IPv4',
      endpoints: pods.map(endpointOf),
      ports: portsOf(service, pods[0]),
    },
  });
  const ready = pods.filter((pod) => isReady(pod) && !isLeaving(pod)).map(oldAddressOf);
  const notReady = pods.filter((pod) => !isReady(pod)).map(oldAddressOf);
  const subset = {
    ...(ready.length > 0 && { addresses: ready }),
    ...(notReady.length > 0 && { notReadyAddresses: notReady }),
    ports: portsOf(service, pods[0]),
  };
  const content = pods.length > 0 ? { subsets: [subset] } : {};
  const metadata = { labels: { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' } };
  put(cluster, ENDPOINTS, service, { name: place.name, metadata, content });
}

function put(
  cluster: Cluster,
  resource: GroupResource,
  { metadata: { namespace } }: KubernetesObject,
  { name, metadata, content }: { name: string; metadata: Fields; content: Fields },
): void {
  const before = cluster.store.get(resource, { namespace, name });
  if (!before) {
    create(cluster, resource, { metadata: { ...metadata, name, namespace }, ...content });
    return;
  }
  const { apiVersion, kind } = before;
  cluster.store.put(resource, { apiVersion, kind, metadata: before.metadata, ...content });
}

function selects(service: KubernetesObject, { metadata }: KubernetesObject): boolean {
  const selector = Object.entries(fieldsAt(fieldsAt(service, 'spec'), 'selector'));
  return selector.length > 0 && selector.every(([key, value]) => metadata.labels?.[key] === value);
}

function isReachable({ store }: Cluster, pod: KubernetesObject): boolean {
  const node = nodeOf(pod);
  return addressOf(pod) !== undefined && node !== undefined && store.get(NODES, { name: node }) !== undefined;
}

function addressOf(pod: KubernetesObject): string | undefined {
  return textAt(fieldsAt(pod, 'status'), 'podIP');
}

function endpointOf(pod: KubernetesObject): Fields {
  return {
    addresses: [addressOf(pod)],
    conditions: {
      ready: isReady(pod) && !isLeaving(pod),
      serving: isReady(pod),
      terminating: isLeaving(pod),
    },
    targetRef: referenceTo(pod),
    nodeName: nodeOf(pod),
  };
}

function oldAddressOf(pod: KubernetesObject): Fields {
  return { ip: addressOf(pod), nodeName: nodeOf(pod), targetRef: referenceTo(pod) };
}

function referenceTo({ metadata: { name, namespace, uid } }: KubernetesObject): Fields {
  return { kind: 'Pod', namespace, name, uid };
}

/** A port by name is that of the pod's containers. */
function portsOf(service: KubernetesObject, pod: KubernetesObject | undefined): readonly Fields[] {
  const declared = listAt(fieldsAt(pod ?? service, 'spec'), 'containers').flatMap((each) =>
    listAt(each, 'ports'),
  );
  return listAt(fieldsAt(service, 'spec'), 'ports').flatMap(({ name = '', protocol, targetPort }) => {
    const named = declared.find((port) => port.name === targetPort);
    const port = typeof targetPort === 'number' ? targetPort : named?.containerPort;
    return port === undefined ? [] : [{ name, protocol, port }];
  });
}

function suffixOf({ metadata: { uid = '' } }: KubernetesObject): string {
  return createHash('sha256').update(uid).digest('hex').slice(0, 5);
}
