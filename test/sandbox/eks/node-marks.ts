import type { NodeTaint } from '../simulated-aws';
import { invalidParameter } from './errors';
import type { Nodegroup, NodegroupTaint } from './state';

/** EKS's names of the effects, and Kubernetes'. https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html */
const EFFECTS: Readonly<Record<string, string>> = {
  NO_SCHEDULE: 'NoSchedule',
  NO_EXECUTE: 'NoExecute',
  PREFER_NO_SCHEDULE: 'PreferNoSchedule',
};

/** https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html */
const MOST_TAINTS = 50;
/** Keys and values, with prefix and all. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
const LONGEST = 63;
/** Kubernetes takes an empty one, too. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Refuses labels and taints that EKS does not take. The words are unverified. */
export function checkNodeMarks({ labels, taints }: Pick<Nodegroup, 'labels' | 'taints'>): void {
  if (taints.length > MOST_TAINTS) throw invalidParameter(`Too many taints: at most ${MOST_TAINTS}`);
  for (const key of [...Object.keys(labels), ...taints.map((taint) => taint.key)]) {
    if (key === '' || key.length > LONGEST) throw invalidParameter(`The key ${key} is not valid`);
  }
  for (const { key, effect } of taints) {
    if (!(effect in EFFECTS)) throw invalidParameter(`The effect ${effect} of taint ${key} is not valid`);
  }
  const marks = taints.map(({ key, effect }) => `${key}:${effect}`);
  const twice = marks.find((mark, index) => marks.indexOf(mark) !== index);
  if (twice !== undefined) throw invalidParameter(`Duplicate taint: ${twice}`);
  for (const [key, value] of Object.entries(labels)) {
    if (value.length > LONGEST || !LABEL_VALUE.test(value))
      throw invalidParameter(`Value ${value} of label ${key} is not valid`);
  }
}

/** A taint of a node group as its nodes have it. */
export function nodeTaint({ key, value, effect }: NodegroupTaint): NodeTaint {
  return { key, ...(value !== undefined && { value }), effect: EFFECTS[effect] ?? effect };
}
