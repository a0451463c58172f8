import { KubernetesError, type KubernetesApi, type ObjectReference } from '../ports/kubernetes';
import type { WorkloadReference } from '../ports/workloads';
import { Field } from './objects/field';

const HPA = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' };

/** A HorizontalPodAutoscaler, which sets the number of pods of a workload between its limits. */
export interface Autoscaler {
  readonly name: string;
  readonly min: number;
  readonly max: number;
}

/** @returns the autoscaler of a workload; `undefined` where there is none, or the user may not list them */
export async function findAutoscaler(
  api: Pick<KubernetesApi, 'list'>,
  { kind, name, namespace }: WorkloadReference,
  signal: AbortSignal,
): Promise<Autoscaler | undefined> {
  const objects = await api.list({ ...HPA, namespace }, signal).catch((error: unknown) => {
    if (error instanceof KubernetesError && ['forbidden', 'not-found'].includes(error.kind)) return [];
    throw error;
  });
  const found = objects.find((object) => {
    const target = new Field(object).at('spec', 'scaleTargetRef');
    return target.at('kind').name() === kind && target.at('name').name() === name;
  });
  if (!found) return undefined;
  const spec = new Field(found).at('spec');
  // Kubernetes takes 1 where there is no lower limit.
  const min = spec.at('minReplicas').number() ?? 1;
  return { name: found.metadata.name, min, max: spec.at('maxReplicas').number() ?? min };
}

/** Makes a number of pods the lower limit of an autoscaler, and raises the upper one where it is in the way. */
export async function setLowerLimit(
  api: Pick<KubernetesApi, 'patch'>,
  { name, max, namespace }: Autoscaler & { readonly namespace: string },
  replicas: number,
  signal: AbortSignal,
): Promise<void> {
  const object: ObjectReference = { ...HPA, name, namespace };
  const spec = { minReplicas: replicas, maxReplicas: Math.max(replicas, max) };
  await api.patch(object, { spec }, signal);
}
