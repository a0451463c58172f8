import type { Cluster } from '../cluster';
import { fieldsAt, isFields, listAt, textAt, type Fields, type KubernetesObject } from '../objects';

const KINDS = [
  { kind: 'Secret', plural: 'secrets', in: 'secretKeyRef', of: 'secretRef', named: 'secret' },
  { kind: 'ConfigMap', plural: 'configmaps', in: 'configMapKeyRef', of: 'configMapRef', named: 'configmap' },
] as const;

/** What keeps a container from being created: a Secret or ConfigMap that its environment names and that is not there. */
export function missingConfiguration(
  cluster: Cluster,
  pod: KubernetesObject,
  container: Fields,
): string | undefined {
  const references = [
    ...listAt(container, 'envFrom'),
    ...listAt(container, 'env').map((variable) => fieldsAt(variable, 'valueFrom')),
  ];
  return references
    .map((reference) => missingFrom(cluster, pod, reference))
    .find((missing) => missing !== undefined);
}

function missingFrom({ store }: Cluster, pod: KubernetesObject, reference: Fields): string | undefined {
  const { namespace = '' } = pod.metadata;
  for (const { kind, plural, in: one, of: all, named } of KINDS) {
    const said = isFields(reference[one]) ? reference[one] : reference[all];
    if (!isFields(said) || said.optional === true) continue;
    const name = textAt(said, 'name') ?? '';
    const found = store.get({ group: '', plural }, { namespace, name });
    if (!found) return `${named} "${name}" not found`;
    const key = textAt(said, 'key');
    if (key !== undefined && !(key in fieldsAt(found, 'data')))
      return `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
  }
  return undefined;
}

/** A volume of a Secret or ConfigMap that is not there: the pod waits for it. */
export function missingVolume({ store }: Cluster, pod: KubernetesObject): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of listAt(fieldsAt(pod, 'spec'), 'volumes')) {
    const [secret, map] = [fieldsAt(volume, 'secret'), fieldsAt(volume, 'configMap')];
    const [plural, named, name] = isFields(volume.secret)
      ? ['secrets', 'secret', textAt(secret, 'secretName') ?? '']
      : ['configmaps', 'configmap', textAt(map, 'name') ?? ''];
    if (name === '' || secret.optional === true || map.optional === true) continue;
    if (!store.get({ group: '', plural }, { namespace, name }))
      return `MountVolume.SetUp failed for volume "${String(volume.name)}" : ${named} "${name}" not found`;
  }
  return undefined;
}
