import { strictEqual } from 'node:assert/strict';
import type { Creation, Deletion, Operation } from '../../../src/core/operation/operation';
import { usualDuration } from '../../../src/core/operation/duration';
import { SPEC } from '../../fakes/cluster-spec';
import { anOperation } from '../../fakes/operation';

const AUTO = { compute: { kind: 'auto' } } as const;

describe('usualDuration', () => {
  it('is undefined before the first operation of its kind', () => {
    strictEqual(usualDuration([], anOperation()), undefined);
    strictEqual(usualDuration([created(10, AUTO), deleted(20)], anOperation()), undefined);
  });

  it('is the median of creations with the same compute', () => {
    const ended = [created(30), created(10), created(90), created(1, AUTO), deleted(2)];
    strictEqual(usualDuration(ended, anOperation()), 30);
    strictEqual(usualDuration([...ended, created(40)], anOperation()), 35);
    strictEqual(usualDuration(ended, created(0, AUTO)), 1);
  });

  it('uses all deletions for a deletion', () => {
    strictEqual(usualDuration([created(30), deleted(5), deleted(6), deleted(9)], deleted(0)), 6);
  });

  it('ignores operations that failed or took more than one attempt', () => {
    const failure = { message: '', cause: '', remedy: '' };
    const kept = anOperation({ outcome: { kind: 'kept', endedAt: 1, failure } });
    const retried = { ...created(2), attempt: 2 };
    strictEqual(usualDuration([kept, retried, anOperation(), created(50)], anOperation()), 50);
  });
});

const STARTED = 1_000_000;

function created(ms: number, change: Partial<Creation['spec']> = {}): Creation {
  return anOperation({
    startedAt: STARTED,
    spec: { ...SPEC, ...change },
    outcome: { kind: 'succeeded', endedAt: STARTED + ms, nodesReady: 0, notes: [] },
  });
}

function deleted(ms: number): Operation {
  const { id, attempt, clusterName, role, accountId, partition, target, notes } = anOperation();
  const known = { id, attempt, clusterName, role, accountId, partition, target, notes };
  const deletion: Omit<Deletion, keyof typeof known> = {
    ...{ kind: 'delete', startedAt: STARTED, owner: id, attached: true, stack: { step: 'gone' } },
    outcome: { kind: 'deleted', endedAt: STARTED + ms, notes: [] },
  };
  return { ...known, ...deletion };
}
