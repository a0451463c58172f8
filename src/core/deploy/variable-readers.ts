import { Field } from '../environments/objects/field';
import type { KubernetesApi, KubernetesObject, ObjectReference } from '../ports/kubernetes';
import { CONFIG_HASH, variablesHash, variablesSecret, type VariablesPlace } from './variables';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** The workloads whose containers read the variables of the environment. */
export async function workloadsReading(
  place: VariablesPlace,
  api: Pick<KubernetesApi, 'list'>,
  signal: AbortSignal,
): Promise<readonly ObjectReference[]> {
  const { namespace } = place;
  const secret = variablesSecret(place).name;
  const found = await Promise.all(
    KINDS.map((kind) => api.list({ apiVersion: 'apps/v1', kind, namespace }, signal)),
  );
  return found
    .flat()
    .filter((object) => readsSecret(object, secret))
    .map(({ apiVersion, kind, metadata }) => ({ apiVersion, kind, name: metadata.name, namespace }));
}

/** Has new pods with the variables of now take the place of all pods of the workloads. */
export async function restartWithVariables(
  place: VariablesPlace,
  workloads: readonly ObjectReference[],
  api: Pick<KubernetesApi, 'read' | 'patch'>,
  signal: AbortSignal,
): Promise<void> {
  const annotations = { [CONFIG_HASH]: await variablesHash(place, api, signal) };
  const change = { spec: { template: { metadata: { annotations } } } };
  for (const workload of workloads) await api.patch(workload, change, signal);
}

function readsSecret(object: KubernetesObject, secret: string): boolean {
  const pod = new Field(object).at('spec', 'template', 'spec');
  const containers = [...pod.at('containers').list(), ...pod.at('initContainers').list()];
  return containers.some(
    (container) =>
      container
        .at('envFrom')
        .list()
        .some((source) => source.at('secretRef', 'name').name() === secret) ||
      container
        .at('env')
        .list()
        .some((variable) => variable.at('valueFrom', 'secretKeyRef', 'name').name() === secret),
  );
}
