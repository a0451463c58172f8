import type { Creation, Deletion } from './operation';

/** The deletion of all that a creation has made, under the same ID: the stack carries it as its tag. */
export function toDeletion(creation: Creation, now: number): Deletion {
  const { id, clusterName, role, accountId, partition, target, attempt, stack, attached } = creation;
  return {
    ...{
      id,
      kind: 'delete',
      owner: id,
      claim: { kind: 'journal' },
      startedAt: now,
      attempt,
      clusterName,
      role,
      accountId,
      partition,
      target,
    },
    stack: { step: 'requested', arn: stack.step === 'requested' ? undefined : stack.arn },
    // Files are written after the cluster was configured, and the crash may have come in between.
    attached: attached || creation.clusterConfigured,
    notes: [],
  };
}
