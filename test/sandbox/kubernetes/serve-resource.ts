import type { Cluster } from './cluster';
import { deleteObject } from './delete-objects';
import { isSet, json, type Answer, type ApiRequest } from './exchange';
import { listAnswer, readPage } from './list';
import type { Fields, KubernetesObject } from './objects';
import { optionalBody, sentObject, sentPatch } from './request-body';
import type { ResourceTarget } from './request-path';
import type { ResourceType } from './resource-types';
import { issueToken } from './service-account-tokens';
import { badRequest, invalid, methodNotAllowed, notServed, type ApiError } from './status';
import { tableOf, wantsTable } from './table';
import type { Verb } from './verbs';
import { watchObjects } from './watch';
import {
  applyObject,
  createObject,
  liveObject,
  patchObject,
  updateObject,
  type Write,
} from './write-objects';

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
      return show(resourceRequest, liveObject(writeOf(resourceRequest), nameIn(target)));
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
      return json(
        deleteObject(writeOf(resourceRequest), nameIn(target), optionalBody(resourceRequest.request)),
      );
    case 'deletecollection':
      return deleteCollection(resourceRequest);
  }
}

function serveSubresource({ cluster, type, target, verb, request }: ResourceRequest): Answer {
  if (type.kind !== 'ServiceAccount' || target.subresource !== 'token') throw notServed();
  if (verb !== 'create') throw methodNotAllowed();
  const write: Write = { cluster, type, namespace: target.namespace, fieldManager: '', dryRun: true };
  return json(issueToken(cluster, liveObject(write, nameIn(target)), optionalBody(request)), 201);
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
    store: cluster.store,
    type,
    namespace: type.namespaced ? target.namespace : undefined,
    query,
    show: (object) => (asTable ? tableRow(cluster, type, object) : object),
  });
}

function create(resourceRequest: ResourceRequest): Answer {
  const { type, target, request } = resourceRequest;
  if (type.namespaced && target.namespace === undefined)
    throw badRequest('an empty namespace may not be set during creation');
  const sent = sentObject(request, { type, namespace: target.namespace });
  return json(createObject(writeOf(resourceRequest), sent), 201);
}

function update(resourceRequest: ResourceRequest): Answer {
  const { type, target, request } = resourceRequest;
  const name = nameIn(target);
  const sent = sentObject(request, { type, namespace: target.namespace, name });
  return json(updateObject(writeOf(resourceRequest), name, sent));
}

function patch(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, target, request } = resourceRequest;
  const name = nameIn(target);
  const write = writeOf(resourceRequest);
  const sent = sentPatch(request, { type, namespace: target.namespace, name });
  switch (sent.kind) {
    case 'merge':
      if (request.query.has('force')) throw forceWithoutApply();
      return json(patchObject(write, name, sent.body));
    case 'apply': {
      if (!request.query.get('fieldManager'))
        throw badRequest(
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
        );
      const isNew = cluster.store.get(type, { namespace: write.namespace, name }) === undefined;
      const applied = applyObject(write, name, sent.body, { force: isSet(request.query, 'force') });
      return json(applied, isNew ? 201 : 200);
    }
  }
}

function forceWithoutApply(): ApiError {
  const message = 'Forbidden: may not be specified for non-apply patch';
  const cause = { reason: 'FieldValueForbidden', message, field: 'force' };
  return invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [cause]);
}

function deleteCollection(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, target, request } = resourceRequest;
  const page = readPage(cluster.store, { type, namespace: target.namespace, query: request.query });
  for (const { metadata } of page.items)
    deleteObject({ ...writeOf(resourceRequest), namespace: metadata.namespace }, metadata.name, {});
  return listAnswer(type, page);
}

function show({ cluster, type, request }: ResourceRequest, object: KubernetesObject): Answer {
  return json(wantsTable(request.headers.accept) ? tableRow(cluster, type, object) : object);
}

function tableRow(cluster: Cluster, type: ResourceType, object: KubernetesObject): Fields {
  const metadata = { resourceVersion: object.metadata.resourceVersion };
  return tableOf(type, [object], { metadata, now: cluster.now() });
}

function writeOf({ cluster, type, target, request }: ResourceRequest): Write {
  const { query, headers } = request;
  return {
    cluster,
    type,
    namespace: type.namespaced ? target.namespace : undefined,
    fieldManager: query.get('fieldManager') ?? headers['user-agent']?.split('/')[0] ?? 'unknown',
    dryRun: query.getAll('dryRun').includes('All'),
  };
}

function nameIn({ name }: ResourceTarget): string {
  if (name === undefined) throw methodNotAllowed();
  return name;
}
