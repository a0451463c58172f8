import { json, type Answer } from './exchange';
import { mergePatch } from './merge-patch';
import { applyJsonPatch } from './json-patch';
import { fieldsAt, textAt, type Fields, type KubernetesObject } from './objects';
import { optionalBody } from './request-body';
import type { ResourceType } from './resource-types';
import { sentPatch } from './sent-patch';
import { nameIn, writeOf } from './serve-writes';
import type { ResourceRequest } from './serve-resource';
import { badRequest, invalid, methodNotAllowed } from './status';
import { labelSelectorText } from './selectors';
import { invalidValue } from './validation/field-fault';
import { checkVersion, liveObject, updateObject } from './write-objects';

const SCALED: readonly string[] = ['Deployment', 'ReplicaSet', 'StatefulSet'];
const SCALE: ResourceType = {
  ...{
    group: 'autoscaling',
    version: 'v1',
    plural: 'scales',
    kind: 'Scale',
    namespaced: true,
    shortNames: [],
  },
};

/** Whether objects of a type can be scaled. */
export function isScalable({ kind }: ResourceType): boolean {
  return SCALED.includes(kind);
}

/** The subresource by which `kubectl scale` and autoscalers set the number of replicas. */
export function serveScale(resourceRequest: ResourceRequest): Answer {
  const { verb, target, request } = resourceRequest;
  const name = nameIn(resourceRequest);
  const live = liveObject(writeOf(resourceRequest), name);
  switch (verb) {
    case 'get':
      return json(scaleOf(live));
    case 'update':
      return json(scaled(resourceRequest, live, optionalBody(request)));
    case 'patch': {
      const patch = sentPatch(request, { type: SCALE, namespace: target.namespace, name });
      if (patch.kind === 'apply') return json(scaled(resourceRequest, live, patch.object));
      const before = scaleOf(live);
      const after =
        patch.kind === 'json' ? applyJsonPatch(before, patch.operations) : mergePatch(before, patch.body);
      return json(scaled(resourceRequest, live, after));
    }
    case 'create':
    case 'delete':
    case 'deletecollection':
    case 'list':
    case 'watch':
      throw methodNotAllowed();
  }
}

function scaled(resourceRequest: ResourceRequest, live: KubernetesObject, scale: Fields): Fields {
  const { name } = live.metadata;
  const metadata = fieldsAt(scale, 'metadata');
  if ((textAt(metadata, 'name') ?? name) !== name)
    throw badRequest(
      `the name of the object (${String(metadata.name)}) does not match the name on the URL (${name})`,
    );
  checkVersion(resourceRequest.type, live, metadata);
  const replicas = Number(fieldsAt(scale, 'spec').replicas ?? 0);
  if (replicas < 0)
    throw invalid(SCALE, name, [
      invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ]);
  const write = writeOf(resourceRequest);
  return scaleOf(updateObject(write, name, { ...live, spec: { ...fieldsAt(live, 'spec'), replicas } }));
}

function scaleOf({ metadata, spec, status }: KubernetesObject): Fields {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const { replicas = 0, selector } = fieldsAt({ spec }, 'spec');
  return {
    ...{ kind: 'Scale', apiVersion: 'autoscaling/v1' },
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // Zero is left out, as Kubernetes does.
    spec: replicas === 0 ? {} : { replicas },
    status: {
      replicas: fieldsAt({ status }, 'status').replicas ?? 0,
      selector: labelSelectorText(fieldsAt({ selector }, 'selector')),
    },
  };
}
