import { deleteObject } from './delete-objects';
import { deleteOptions } from './delete-options';
import { finalize } from './deletion-controllers';
import { isSet, json, type Answer } from './exchange';
import { fieldValidationOf } from './field-validation';
import { listAnswer, readPage } from './list';
import { fieldsAt, textsAt } from './objects';
import { patchObject } from './patch-objects';
import { placed, sentObject } from './request-body';
import { patchStyle, sentPatch } from './sent-patch';
import type { ResourceRequest } from './serve-resource';
import { invalid, methodNotAllowed } from './status';
import { NAMESPACE_FINALIZERS, unqualifiedFinalizers } from './validation/finalizers';
import { checkWriteOptions } from './write-options';
import { applyObject, createObject, liveObject, updateObject, type Write } from './write-objects';

/** What may be changed, and by what; a path that is of one object cannot be created at. */
export function create(resourceRequest: ResourceRequest): Answer {
  const { type, target, request } = resourceRequest;
  if (target.name !== undefined && type.kind !== 'Namespace') throw methodNotAllowed();
  if (type.namespaced && target.namespace === undefined) throw methodNotAllowed();
  checkWriteOptions('CreateOptions', request.query);
  const { object, warnings } = sentObject(request, { type, namespace: target.namespace });
  return json(createObject(writeOf(resourceRequest), object), 201, warnings);
}

export function update(resourceRequest: ResourceRequest): Answer {
  const { type, target, request } = resourceRequest;
  const name = nameIn(resourceRequest);
  checkWriteOptions('UpdateOptions', request.query);
  const { object, warnings } = sentObject(request, { type, namespace: target.namespace, name });
  return json(updateObject(writeOf(resourceRequest), name, object), 200, warnings);
}

export function patch(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, target, request } = resourceRequest;
  const name = nameIn(resourceRequest);
  const write = writeOf(resourceRequest);
  checkWriteOptions('PatchOptions', request.query, { isApply: patchStyle(request) === 'apply' });
  const sent = sentPatch(request, { type, namespace: target.namespace, name });
  if (sent.kind !== 'apply') {
    const validation = fieldValidationOf(request.query);
    const { object, warnings } = patchObject(write, name, { patch: sent, validation });
    return json(object, 200, warnings);
  }
  const isNew = cluster.store.get(type, { namespace: write.namespace, name }) === undefined;
  const applied = applyObject(write, name, sent.object, { force: isSet(request.query, 'force') });
  return json(applied, isNew ? 201 : 200, fieldValidationOf(request.query) === 'Ignore' ? [] : sent.faults);
}

export function remove(resourceRequest: ResourceRequest): Answer {
  const options = deleteOptions(resourceRequest.request);
  return json(deleteObject(unlessOptions(resourceRequest), nameIn(resourceRequest), options));
}

export function removeAll(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, target, request } = resourceRequest;
  if (type.kind === 'Namespace') throw methodNotAllowed();
  const options = deleteOptions(request);
  const page = readPage(cluster.store, { type, namespace: target.namespace, query: request.query });
  for (const { metadata } of page.items)
    deleteObject(
      { ...unlessOptions(resourceRequest), namespace: metadata.namespace },
      metadata.name,
      options,
    );
  return listAnswer(type, page);
}

/** The subresource by which controllers take their finalizers from a namespace. */
export function finalizeNamespace(resourceRequest: ResourceRequest): Answer {
  const { cluster, type, request, verb } = resourceRequest;
  if (verb !== 'update') throw methodNotAllowed();
  const name = nameIn(resourceRequest);
  const write = writeOf(resourceRequest);
  const { object } = sentObject(request, { type, namespace: name, name });
  const live = liveObject(write, name);
  const finalizers = textsAt(fieldsAt(placed(object, { type, namespace: name, name }), 'spec'), 'finalizers');
  const [fault] = unqualifiedFinalizers(
    finalizers,
    NAMESPACE_FINALIZERS,
    (index) => `spec.finalizers[${index}]`,
  );
  if (fault) throw invalid(type, name, [fault]);
  if (!write.dryRun) return json(finalize(cluster.store, live, finalizers));
  return json({ ...live, spec: finalizers.length > 0 ? { finalizers } : {} });
}

export function writeOf({ cluster, type, target, request }: ResourceRequest): Write {
  const { query, headers } = request;
  return {
    cluster,
    type,
    namespace: type.namespaced ? target.namespace : undefined,
    fieldManager: query.get('fieldManager') || (headers['user-agent']?.split('/')[0] ?? 'unknown'),
    dryRun: query.getAll('dryRun').includes('All'),
    ...(target.subresource === 'status' && { part: 'status' as const }),
  };
}

/** Of a deletion the options say whether it is a trial. */
function unlessOptions(resourceRequest: ResourceRequest): Write {
  return { ...writeOf(resourceRequest), dryRun: false };
}

export function nameIn({ target }: ResourceRequest): string {
  if (target.name === undefined) throw methodNotAllowed();
  return target.name;
}
