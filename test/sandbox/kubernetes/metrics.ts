import { createHash } from 'node:crypto';
import type { Cluster } from './cluster';
import { json, type Answer } from './exchange';
import { NODES } from './nodes';
import { fieldsAt, listAt, textAt, timestamp, type Fields, type KubernetesObject } from './objects';
import type { ResourceTarget } from './request-path';
import type { GroupResource, ResourceType } from './resource-types';
import { parseSelectors } from './selectors';
import { methodNotAllowed, notFound, notServed } from './status';
import type { ObjectStore } from './store';
import { nodeOf, phaseOf, PODS } from './workloads/pod-state';
import type { Verb } from './verbs';

const API_SERVICES: GroupResource = { group: 'apiregistration.k8s.io', plural: 'apiservices' };
const NAME = 'v1beta1.metrics.k8s.io';
const WINDOW_SECONDS = 15;
const MEBIBYTE = 2 ** 20;

const METRICS: ResourceType = {
  ...{ group: 'metrics.k8s.io', version: 'v1beta1', plural: 'pods', kind: 'PodMetrics' },
  ...{ namespaced: true, shortNames: [] },
};
const METRICS_TYPES: readonly ResourceType[] = [
  METRICS,
  { ...METRICS, plural: 'nodes', kind: 'NodeMetrics', namespaced: false },
];

/** What metrics-server serves, where it is installed. */
export function metricsTypes(store: ObjectStore): readonly ResourceType[] {
  return store.get(API_SERVICES, { name: NAME }) ? METRICS_TYPES : [];
}

/** metrics-server registers its API. */
export function installMetrics({ store, now }: Cluster): void {
  const since = { lastTransitionTime: timestamp(now()) };
  store.put(API_SERVICES, {
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: NAME, creationTimestamp: timestamp(now()) },
    spec: {
      ...{ group: METRICS.group, version: METRICS.version, groupPriorityMinimum: 100, versionPriority: 100 },
      service: { name: 'metrics-server', namespace: 'kube-system', port: 443 },
    },
    status: { conditions: [{ type: 'Available', status: 'True', reason: 'Passed', ...since }] },
  });
}

/** Answers what pods or nodes use, of those that run. */
export function serveMetrics(
  cluster: Cluster,
  { target, verb, query }: { target: ResourceTarget; verb: Verb; query: URLSearchParams },
): Answer {
  const type = metricsTypes(cluster.store).find(({ plural }) => plural === target.resource);
  if (!type) throw notServed();
  if (verb !== 'get' && verb !== 'list') throw methodNotAllowed();
  const all = type === METRICS ? podMetrics(cluster, target.namespace) : nodeMetrics(cluster);
  if (verb === 'get') {
    const found = all.find(({ metadata }) => metadata.name === target.name);
    if (!found) throw notFound(type, target.name ?? '');
    return json(found);
  }
  const apiVersion = `${type.group}/${type.version}`;
  const items = all.filter(parseSelectors(query, type));
  return json({ kind: `${type.kind}List`, apiVersion, metadata: {}, items });
}

function podMetrics(cluster: Cluster, namespace: string | undefined): readonly KubernetesObject[] {
  return cluster.store
    .list(PODS, namespace)
    .filter((pod) => phaseOf(pod) === 'Running')
    .map((pod) => ({
      ...measured(cluster, 'PodMetrics', pod),
      containers: listAt(fieldsAt(pod, 'spec'), 'containers').map((container) => {
        const { cpu, memory } = usageOf(cluster, pod, textAt(container, 'name') ?? '');
        return { name: container.name, usage: shown(cpu, memory) };
      }),
    }));
}

/** A node uses what its pods use, and something for itself. */
function nodeMetrics(cluster: Cluster): readonly KubernetesObject[] {
  return cluster.store.list(NODES).map((node) => {
    const used = cluster.store
      .list(PODS)
      .filter((pod) => nodeOf(pod) === node.metadata.name && phaseOf(pod) === 'Running')
      .flatMap((pod) =>
        listAt(fieldsAt(pod, 'spec'), 'containers').map(({ name }) => usageOf(cluster, pod, String(name))),
      );
    const cpu = used.reduce((sum, each) => sum + each.cpu, 60_000_000);
    const memory = used.reduce((sum, each) => sum + each.memory, 600 * MEBIBYTE);
    return { ...measured(cluster, 'NodeMetrics', node), usage: shown(cpu, memory) };
  });
}

function measured({ now }: Cluster, kind: string, { metadata }: KubernetesObject): KubernetesObject {
  const { name, namespace, labels } = metadata;
  return {
    ...{ kind, apiVersion: 'metrics.k8s.io/v1beta1' },
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      creationTimestamp: timestamp(now()),
      ...(labels && { labels }),
    },
    ...{ timestamp: timestamp(now()), window: `${WINDOW_SECONDS}s` },
  };
}

/** In nanocores and bytes: other for each container, and other each time that metrics-server has looked. */
function usageOf(
  { now }: Cluster,
  { metadata }: KubernetesObject,
  container: string,
): { cpu: number; memory: number } {
  const round = Math.floor(now() / 1000 / WINDOW_SECONDS);
  const digest = createHash('sha256')
    .update(`${metadata.uid ?? ''}/${container}/${round}`)
    .digest();
  return {
    cpu: 5_000_000 + (digest.readUInt32BE() % 20_000_000),
    memory: (64 + (digest.readUInt8(4) % 32)) * MEBIBYTE,
  };
}

function shown(cpu: number, memory: number): Fields {
  return { cpu: `${cpu}n`, memory: `${Math.round(memory / 1024)}Ki` };
}
