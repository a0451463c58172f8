import { deleteObject } from './delete-objects';
import { json, type Answer } from './exchange';
import { fieldValidationOf } from './field-validation';
import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from './objects';
import { patchObject } from './patch-objects';
import { optionalBody, sentObject } from './request-body';
import { bind } from './scheduling/scheduler';
import { sentPatch } from './sent-patch';
import type { ResourceRequest } from './serve-resource';
import { nameIn, writeOf } from './serve-writes';
import { blockingBudget } from './eviction';
import { ApiError, badRequest, conflict, methodNotAllowed, notServed } from './status';
import { readLog } from './streams/logs';
import { nodeOf } from './workloads/pod-state';
import { liveObject, replaceObject, type Write } from './write-objects';

/** Serves what a pod has beyond itself, except what becomes a stream. */
export function servePodSubresource(resourceRequest: ResourceRequest): Answer {
  const { cluster, target, verb, request } = resourceRequest;
  const pod = liveObject(writeOf(resourceRequest), nameIn(resourceRequest));
  switch (target.subresource) {
    case 'log':
      if (verb !== 'get') throw methodNotAllowed();
      return readLog(cluster, pod, request.query);
    case 'binding':
      if (verb !== 'create') throw methodNotAllowed();
      return assign(resourceRequest, pod);
    case 'eviction':
      if (verb !== 'create') throw methodNotAllowed();
      return evict(resourceRequest, pod);
    case 'ephemeralcontainers':
      return debug(resourceRequest, pod);
    case 'exec':
    case 'attach':
    case 'portforward':
      throw badRequest('Upgrade request required');
    case undefined:
    default:
      throw notServed();
  }
}

/** As the scheduler puts a pod on a node. */
function assign({ cluster, request, type }: ResourceRequest, pod: KubernetesObject): Answer {
  const node = textAt(fieldsAt(optionalBody(request), 'target'), 'name') ?? '';
  const { name } = pod.metadata;
  if (nodeOf(pod) !== undefined)
    throw conflict(
      { ...type, plural: 'pods/binding' },
      name,
      `pod ${name} is already assigned to node "${nodeOf(pod) ?? ''}"`,
    );
  bind(cluster, pod, node);
  return json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, 201);
}

/** Deletes a pod, unless a PodDisruptionBudget would have too few of its kind left. */
function evict(resourceRequest: ResourceRequest, pod: KubernetesObject): Answer {
  const budget = blockingBudget(resourceRequest.cluster, pod);
  if (budget) {
    const { name, needed, healthy } = budget;
    throw new ApiError(
      429,
      'TooManyRequests',
      "Cannot evict pod as it would violate the pod's disruption budget.",
      {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${name} needs ${needed} healthy pods and has ${healthy} currently`,
          },
        ],
      },
    );
  }
  const write = { ...writeOf(resourceRequest), dryRun: false };
  const { dryRun } = writeOf(resourceRequest);
  deleteObject(write, pod.metadata.name, { propagationPolicy: 'Background', preconditions: {}, dryRun });
  return json({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, 201);
}

/** Adds containers to a pod that runs; nothing else of it is taken from what is sent. */
function debug(resourceRequest: ResourceRequest, pod: KubernetesObject): Answer {
  const { request, target, type, verb } = resourceRequest;
  const write = writeOf(resourceRequest);
  const { name } = pod.metadata;
  const expected = { type, namespace: target.namespace, name };
  switch (verb) {
    case 'get':
      return json(pod);
    case 'update':
      return json(withDebugContainers(write, pod, sentObject(request, expected).object));
    case 'patch': {
      const patch = sentPatch(request, expected);
      if (patch.kind === 'apply') return json(withDebugContainers(write, pod, patch.object));
      const trial = patchObject({ ...write, dryRun: true }, name, {
        ...{ patch, validation: fieldValidationOf(request.query) },
      });
      return json(withDebugContainers(write, pod, trial.object));
    }
    case 'create':
    case 'delete':
    case 'deletecollection':
    case 'list':
    case 'watch':
      throw methodNotAllowed();
  }
}

function withDebugContainers(write: Write, pod: KubernetesObject, sent: Fields): KubernetesObject {
  const ephemeralContainers = listAt(fieldsAt(sent, 'spec'), 'ephemeralContainers').map((container) => ({
    ...{ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
    ...{ imagePullPolicy: 'IfNotPresent', resources: {} },
    ...container,
  }));
  return replaceObject(write, pod, { ...pod, spec: { ...fieldsAt(pod, 'spec'), ephemeralContainers } });
}
