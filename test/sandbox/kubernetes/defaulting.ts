import { WORKLOAD_DEFAULTS } from './defaults/workloads';
import { fieldsAt, textsAt, without, type Fields } from './objects';
import { qualifiedName, type ResourceType } from './resource-types';

/** What the API server fills in or turns around before it keeps an object. */
const DEFAULTS: Readonly<Record<string, (object: Fields) => Fields>> = {
  namespaces: (namespace) => ({
    status: { phase: 'Active' },
    ...namespace,
    spec: withFinalizer(fieldsAt(namespace, 'spec'), namespace),
    metadata: withLabel(fieldsAt(namespace, 'metadata'), 'kubernetes.io/metadata.name'),
  }),
  secrets: (secret) => {
    const plain = Object.entries(fieldsAt(secret, 'stringData')).map(([key, value]): [string, string] => [
      key,
      Buffer.from(String(value)).toString('base64'),
    ]);
    const data = { ...fieldsAt(secret, 'data'), ...Object.fromEntries(plain) };
    return {
      type: 'Opaque',
      ...without(secret, 'stringData'),
      ...(Object.keys(data).length > 0 && { data }),
    };
  },
  'storageclasses.storage.k8s.io': (storageClass) => ({
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    ...storageClass,
  }),
  'clusterrolebindings.rbac.authorization.k8s.io': withSubjectGroups,
  'rolebindings.rbac.authorization.k8s.io': withSubjectGroups,
};

/** As the object is kept. */
export function withDefaults(type: ResourceType, object: Fields): Fields {
  const normal = normalized(type, object);
  return WORKLOAD_DEFAULTS[qualifiedName(type)]?.(normal) ?? normal;
}

/** As the client means it: what the server fills in beyond that has no owner. */
export function normalized(type: ResourceType, object: Fields): Fields {
  return DEFAULTS[qualifiedName(type)]?.(object) ?? object;
}

/** That of the namespace controller, unless it has already let go. */
function withFinalizer(spec: Fields, { metadata }: Fields): Fields {
  if (fieldsAt({ metadata }, 'metadata').deletionTimestamp !== undefined) return spec;
  const finalizers = textsAt(spec, 'finalizers');
  return { ...spec, finalizers: [...new Set([...finalizers, 'kubernetes'])] };
}

/** A namespace carries its own name as a label, so that network policies can select it. */
function withLabel(metadata: Fields, label: string): Fields {
  return { ...metadata, labels: { ...fieldsAt(metadata, 'labels'), [label]: metadata.name } };
}

function withSubjectGroups(binding: Fields): Fields {
  const rbac = 'rbac.authorization.k8s.io';
  const subjects: unknown = binding.subjects;
  return {
    ...binding,
    roleRef: { apiGroup: rbac, ...fieldsAt(binding, 'roleRef') },
    ...(Array.isArray(subjects) && {
      subjects: (subjects as Fields[]).map((subject) =>
        subject.kind === 'ServiceAccount' ? subject : { apiGroup: rbac, ...subject },
      ),
    }),
  };
}
