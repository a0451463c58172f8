import { fieldsAt, listAt, type Fields, type KubernetesObject } from '../objects';
import { quantity } from './quantities';

/** Amounts by the name of the resource: `cpu`, `memory`, `pods`. */
export type Amounts = Readonly<Record<string, number>>;

/**
 * What a pod asks of its node: the sum of its containers, or its greatest init container, which runs before them.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function requestsOf(pod: KubernetesObject): Amounts {
  const spec = fieldsAt(pod, 'spec');
  const together = listAt(spec, 'containers').map(requested).reduce<Amounts>(added, {});
  const init = listAt(spec, 'initContainers').map(requested);
  return { ...init.reduce<Amounts>(greater, together), pods: 1 };
}

export function added(one: Amounts, other: Amounts): Amounts {
  return combined(one, other, (left, right) => left + right);
}

export function amounts(fields: Fields): Amounts {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, quantity(value)]));
}

function requested(container: Fields): Amounts {
  return amounts(fieldsAt(fieldsAt(container, 'resources'), 'requests'));
}

function greater(one: Amounts, other: Amounts): Amounts {
  return combined(one, other, Math.max);
}

function combined(one: Amounts, other: Amounts, by: (left: number, right: number) => number): Amounts {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, by(one[name] ?? 0, other[name] ?? 0)]));
}
