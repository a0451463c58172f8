import { conditionOf } from '../conditions';
import { fieldsAt, listAt, textAt, textsAt, type Fields, type KubernetesObject } from '../objects';
import { added, amounts, requestsOf, type Amounts } from './requests';

const NOT_READY = 'node.kubernetes.io/not-ready';
const NO_SCHEDULE: readonly unknown[] = ['NoSchedule', 'NoExecute'];
const SELECTOR = "node(s) didn't match Pod's node affinity/selector";

/** Why a node does not take a pod, in the scheduler's words. */
export interface Misfit {
  readonly reasons: readonly string[];
  /** Whether it would help if other pods gave way. */
  readonly isForWantOfRoom: boolean;
}

/** Whether a node takes a pod beside those that it has: kubernetes/pkg/scheduler/framework/plugins. */
export function misfit(
  pod: KubernetesObject,
  node: KubernetesObject,
  others: readonly KubernetesObject[],
): Misfit | undefined {
  const spec = fieldsAt(pod, 'spec');
  if (fieldsAt(node, 'spec').unschedulable === true && !tolerates(spec, UNSCHEDULABLE))
    return unhelpful('node(s) were unschedulable');
  const taint = taintsOf(node).find((each) => !tolerates(spec, each));
  if (taint) {
    const { key, value = '' } = taint;
    return unhelpful(`node(s) had untolerated taint {${String(key)}: ${String(value)}}`);
  }
  if (!isSelected(spec, node)) return unhelpful(SELECTOR);
  const lacking = lackingResources(pod, node, others);
  return lacking.length > 0 ? { reasons: lacking, isForWantOfRoom: true } : undefined;
}

const UNSCHEDULABLE: Fields = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

function unhelpful(reason: string): Misfit {
  return { reasons: [reason], isForWantOfRoom: false };
}

/** A node that is not ready has a taint for it, which the node controller puts there. */
function taintsOf(node: KubernetesObject): readonly Fields[] {
  const own = listAt(fieldsAt(node, 'spec'), 'taints').filter(({ effect }) => NO_SCHEDULE.includes(effect));
  const ready = conditionOf(fieldsAt(node, 'status'), 'Ready');
  const isTold = own.some(({ key }) => key === NOT_READY);
  return ready?.status === 'True' || isTold ? own : [...own, { key: NOT_READY, effect: 'NoSchedule' }];
}

function tolerates(spec: Fields, taint: Fields): boolean {
  return listAt(spec, 'tolerations').some(
    ({ key = '', operator = 'Equal', value = '', effect = '' }) =>
      (key === '' ? operator === 'Exists' : key === taint.key) &&
      (effect === '' || effect === taint.effect) &&
      (operator === 'Exists' || value === (taint.value ?? '')),
  );
}

function isSelected(spec: Fields, node: KubernetesObject): boolean {
  const labels = node.metadata.labels ?? {};
  const wanted = Object.entries(fieldsAt(spec, 'nodeSelector'));
  if (!wanted.every(([name, value]) => labels[name] === value)) return false;
  const affinity = fieldsAt(fieldsAt(spec, 'affinity'), 'nodeAffinity');
  const terms = listAt(
    fieldsAt(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'),
    'nodeSelectorTerms',
  );
  return (
    terms.length === 0 ||
    terms.some((term) => listAt(term, 'matchExpressions').every((expression) => matches(expression, labels)))
  );
}

function matches(expression: Fields, labels: Readonly<Record<string, string>>): boolean {
  const value = labels[textAt(expression, 'key') ?? ''];
  const values = textsAt(expression, 'values');
  switch (expression.operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function lackingResources(
  pod: KubernetesObject,
  node: KubernetesObject,
  others: readonly KubernetesObject[],
): readonly string[] {
  const there = amounts(fieldsAt(fieldsAt(node, 'status'), 'allocatable'));
  const used = others.map(requestsOf).reduce<Amounts>(added, {});
  return Object.entries(requestsOf(pod))
    .filter(([name, wanted]) => wanted > 0 && wanted + (used[name] ?? 0) > (there[name] ?? 0))
    .map(([name]) => (name === 'pods' ? 'Too many pods' : `Insufficient ${name}`));
}
