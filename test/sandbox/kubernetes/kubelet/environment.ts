import type { Cluster } from '../cluster';
import { fieldsAt, isFields, listAt, textAt, type Fields, type KubernetesObject } from '../objects';

const SECRETS = { group: '', plural: 'secrets' };
const CONFIG_MAPS = { group: '', plural: 'configmaps' };
const KEY = /^metadata\.(labels|annotations)\['(.+)'\]$/;

export type Environment = Readonly<Record<string, string>>;

/**
 * The variables that a container's spec gives it, whose Secrets and ConfigMaps are there:
 * kubernetes/pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables.
 */
export function environmentOf(cluster: Cluster, pod: KubernetesObject, container: Fields): Environment {
  const variables: Record<string, string> = {};
  const { namespace = '' } = pod.metadata;
  for (const source of listAt(container, 'envFrom')) {
    const prefix = textAt(source, 'prefix') ?? '';
    const values = isFields(source.secretRef)
      ? secretValues(cluster, namespace, source.secretRef)
      : mapValues(cluster, namespace, fieldsAt(source, 'configMapRef'));
    for (const [name, value] of Object.entries(values)) variables[prefix + name] = value;
  }
  for (const variable of listAt(container, 'env')) {
    const value = isFields(variable.valueFrom)
      ? valueFrom(cluster, pod, variable.valueFrom)
      : expanded(textAt(variable, 'value') ?? '', variables);
    if (value !== undefined) variables[String(variable.name)] = value;
  }
  return variables;
}

/** `$(NAME)` is the value of a variable that is there, and `$$` a dollar. */
export function expanded(text: string, variables: Environment): string {
  return text.replaceAll(/\$(?:\$|\(([^)]+)\))/g, (whole, name: string | undefined) =>
    name === undefined ? '$' : (variables[name] ?? whole),
  );
}

function valueFrom(cluster: Cluster, pod: KubernetesObject, from: Fields): string | undefined {
  const { namespace = '' } = pod.metadata;
  if (isFields(from.secretKeyRef))
    return secretValues(cluster, namespace, from.secretKeyRef)[textAt(from.secretKeyRef, 'key') ?? ''];
  if (isFields(from.configMapKeyRef))
    return mapValues(cluster, namespace, from.configMapKeyRef)[textAt(from.configMapKeyRef, 'key') ?? ''];
  return fieldValue(pod, textAt(fieldsAt(from, 'fieldRef'), 'fieldPath') ?? '');
}

function fieldValue(pod: KubernetesObject, path: string): string | undefined {
  const [, list, key = ''] = KEY.exec(path) ?? [];
  if (list === 'labels' || list === 'annotations') return pod.metadata[list]?.[key] ?? '';
  const found = path.split('.').reduce<unknown>((at, name) => (isFields(at) ? at[name] : undefined), pod);
  return typeof found === 'string' ? found : undefined;
}

function secretValues({ store }: Cluster, namespace: string, reference: Fields): Environment {
  const secret = store.get(SECRETS, { namespace, name: textAt(reference, 'name') ?? '' });
  const data = Object.entries(secret ? fieldsAt(secret, 'data') : {});
  return Object.fromEntries(
    data.map(([key, value]) => [key, Buffer.from(String(value), 'base64').toString()]),
  );
}

function mapValues({ store }: Cluster, namespace: string, reference: Fields): Environment {
  const map = store.get(CONFIG_MAPS, { namespace, name: textAt(reference, 'name') ?? '' });
  return (map ? fieldsAt(map, 'data') : {}) as Environment;
}
