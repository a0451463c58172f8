import type { Cluster } from './cluster';
import { json, type Answer, type ApiRequest } from './exchange';
import { listAnswer, readPage } from './list';
import type { Fields, KubernetesObject } from './objects';
import { optionalBody } from './request-body';
import type { ResourceTarget } from './request-path';
import type { ResourceType } from './resource-types';
import { servePodSubresource } from './pod-subresources';
import { isScalable, serveScale } from './scale';
import { Schemas } from './schemas';
import { issueToken } from './service-account-tokens';
import { create, finalizeNamespace, nameIn, patch, remove, removeAll, update, writeOf } from './serve-writes';
import { methodNotAllowed, notServed } from './status';
import { tableOf, wantsTable } from './table';
import type { Verb } from './verbs';
import { watchObjects } from './watch';
import { liveObject, type Write } from './write-objects';

/** An allowed request for a resource that the server has. */
export interface ResourceRequest {
  readonly cluster: Cluster;
  readonly type: ResourceType;
  readonly target: ResourceTarget;
  readonly verb: Verb;
  readonly request: ApiRequest;
}

export function serveResource(resourceRequest: ResourceRequest): Answer {
  const { verb, target } = resourceRequest;
  if (target.subresource !== undefined) return serveSubresource(resourceRequest);
  switch (verb) {
    case 'get':
      return show(resourceRequest, liveObject(writeOf(resourceRequest), nameIn(resourceRequest)));
    case 'list':
      return list(resourceRequest);
    case 'watch':
      return watch(resourceRequest);
    case 'create':
      return create(resourceRequest);
    case 'update':
      return update(resourceRequest);
    case 'patch':
      return patch(resourceRequest);
    case 'delete':
      return remove(resourceRequest);
    case 'deletecollection':
      return removeAll(resourceRequest);
  }
}

function serveSubresource(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, target, verb, request } = resourceRequest;
  if (target.subresource === 'status' && hasStatus(type)) return serveStatus(resourceRequest);
  if (target.subresource === 'scale' && isScalable(type)) return serveScale(resourceRequest);
  if (type.kind === 'Pod') return servePodSubresource(resourceRequest);
  if (type.kind === 'Namespace' && target.subresource === 'finalize')
    return finalizeNamespace(resourceRequest);
  if (type.kind !== 'ServiceAccount' || target.subresource !== 'token') throw notServed();
  if (verb !== 'create') throw methodNotAllowed();
  const write: Write = { cluster, type, namespace: target.namespace, fieldManager: '', dryRun: true };
  return json(issueToken(cluster, liveObject(write, nameIn(resourceRequest)), optionalBody(request)), 201);
}

/** Kinds that say what is observed of their objects. */
function hasStatus(type: ResourceType): boolean {
  const schemas = Schemas.of(type);
  const kind = schemas?.ofKind(type.kind);
  return kind !== undefined && schemas?.property(kind, 'status') !== undefined;
}

function serveStatus(resourceRequest: ResourceRequest): Answer {
  switch (resourceRequest.verb) {
    case 'get':
      return show(resourceRequest, liveObject(writeOf(resourceRequest), nameIn(resourceRequest)));
    case 'update':
      return update(resourceRequest);
    case 'patch':
      return patch(resourceRequest);
    case 'create':
    case 'delete':
    case 'deletecollection':
    case 'list':
    case 'watch':
      throw methodNotAllowed();
  }
}

function list({ cluster, type, target, request }: ResourceRequest): Answer {
  const page = readPage(cluster.store, { type, namespace: target.namespace, query: request.query });
  if (!wantsTable(request.headers.accept)) return listAnswer(type, page);
  return json(tableOf(type, page.items, { metadata: page.metadata, now: cluster.now() }));
}

function watch({ cluster, type, target, request }: ResourceRequest): Answer {
  const { query } = request;
  if (target.name !== undefined) query.set('fieldSelector', `metadata.name=${target.name}`);
  const asTable = wantsTable(request.headers.accept);
  return watchObjects({
    clock: cluster.clock,
    store: cluster.store,
    type,
    namespace: type.namespaced ? target.namespace : undefined,
    query,
    show: (object) => (asTable ? tableRow(cluster, type, object) : object),
  });
}

function show({ cluster, type, request }: ResourceRequest, object: KubernetesObject): Answer {
  return json(wantsTable(request.headers.accept) ? tableRow(cluster, type, object) : object);
}

function tableRow(cluster: Cluster, type: ResourceType, object: KubernetesObject): Fields {
  const metadata = { resourceVersion: object.metadata.resourceVersion };
  return tableOf(type, [object], { metadata, now: cluster.now() });
}
