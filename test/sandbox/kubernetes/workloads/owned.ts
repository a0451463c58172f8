import type { Cluster } from '../cluster';
import { deleteObject } from '../delete-objects';
import { fieldsAt, listAt, textAt, type Fields, type KubernetesObject } from '../objects';
import { BUILT_IN_TYPES, sameResource, type GroupResource, type ResourceType } from '../resource-types';
import type { ObjectPlace } from '../store';
import { createObject, type Write } from '../write-objects';

const MANAGER = 'kube-controller-manager';

/** The object that keeps an object as it is. */
function controllerOf({ metadata }: KubernetesObject): Fields | undefined {
  return listAt(metadata, 'ownerReferences').find(({ controller }) => controller === true);
}

/** What an object controls, of one resource. */
export function ownedBy(
  { store }: Cluster,
  resource: GroupResource,
  { metadata: { uid, namespace } }: KubernetesObject,
): readonly KubernetesObject[] {
  return store.list(resource, namespace).filter((object) => controllerOf(object)?.uid === uid);
}

/** The owner of that kind that a change of an owned object concerns. */
export function ownersConcerned(object: KubernetesObject, kind: string): readonly ObjectPlace[] {
  const owner = controllerOf(object);
  const name = owner?.kind === kind ? textAt(owner, 'name') : undefined;
  return name === undefined ? [] : [{ namespace: object.metadata.namespace, name }];
}

/** A reference by which the garbage collector and the controller find their way. */
export function ownerReference({ apiVersion, kind, metadata: { name, uid } }: KubernetesObject): Fields {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** Creates through the API, as controllers do: it may be refused. */
export function create(cluster: Cluster, resource: GroupResource, object: OwnObject): KubernetesObject {
  return createObject(writeOf(cluster, resource, object.metadata.namespace), { ...object });
}

interface OwnObject extends Fields {
  readonly metadata: Fields & { readonly namespace?: string };
}

/** Deletes through the API: a pod takes its time. */
export function remove(cluster: Cluster, resource: GroupResource, { namespace, name }: ObjectPlace): void {
  deleteObject(writeOf(cluster, resource, namespace), name, {
    propagationPolicy: 'Background',
    preconditions: {},
    dryRun: false,
  });
}

/** Makes a pod of a template. @param metadata name or prefix, and labels beyond those of the template */
export function createPod(
  cluster: Cluster,
  owner: KubernetesObject,
  metadata: { readonly labels?: Fields; readonly name?: string; readonly generateName?: string },
  change: (spec: Fields) => Fields = (spec) => spec,
): KubernetesObject {
  const template = fieldsAt(fieldsAt(owner, 'spec'), 'template');
  const { labels, annotations } = fieldsAt(template, 'metadata');
  return create(
    cluster,
    { group: '', plural: 'pods' },
    {
      metadata: {
        ...metadata,
        namespace: owner.metadata.namespace,
        labels: { ...(labels as Fields | undefined), ...metadata.labels },
        ...(annotations !== undefined && { annotations }),
        ownerReferences: [ownerReference(owner)],
      },
      spec: change(fieldsAt(template, 'spec')),
    },
  );
}

function writeOf(cluster: Cluster, resource: GroupResource, namespace: string | undefined): Write {
  return { cluster, type: typeOf(resource), namespace, fieldManager: MANAGER, dryRun: false };
}

export function typeOf(resource: GroupResource): ResourceType {
  const type = BUILT_IN_TYPES.find((known) => sameResource(known, resource));
  if (!type) throw new Error(`${resource.plural} are not served`);
  return type;
}

/** Writes what a controller has observed. */
export function observe(
  { store }: Cluster,
  resource: GroupResource,
  object: KubernetesObject,
  status: Fields,
): KubernetesObject {
  const present = Object.entries(status).filter(([, value]) => value !== undefined);
  return store.put(resource, { ...object, status: Object.fromEntries(present) });
}
