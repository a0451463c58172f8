import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Decision, Creation, Deletion, Operation } from '../../../src/core/operation/operation';
import { decide } from '../../../src/core/operation/decide';
import { SPEC } from '../../fakes/cluster-spec';
import { anOperation } from '../../fakes/operation';
import { STACK_ARN } from '../../fakes/stacks';

const NOW = 5_000;
const FAILURE = { message: 'It failed.', cause: 'A cause.', remedy: 'A remedy.' };
const FAILED = { step: 'failed', arn: STACK_ARN, failedAt: 1, failure: FAILURE } as const;
const WITH_CLUSTER = { ...FAILED, remaining: ['Cluster'], recovery: 'update-stack' } as const;
const WITHOUT_CLUSTER = { ...FAILED, remaining: ['NodeRole'], recovery: 'recreate' } as const;

const creation = (stack: Creation['stack'], change: Partial<Creation> = {}) =>
  anOperation({ stack, ...change });

function deletion(stack: Deletion['stack'], change: Partial<Deletion> = {}): Deletion {
  const { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes } = anOperation();
  const same = { id, startedAt, attempt, clusterName, role, accountId, partition, target, notes };
  return { ...same, kind: 'delete', owner: id, stack, attached: true, ...change };
}

const DELETE: Decision = { kind: 'delete' };
const KEEP: Decision = { kind: 'keep' };
const RETRY: Decision = { kind: 'retry', spec: SPEC };
const EVERY: readonly Decision[] = [DELETE, KEEP, RETRY];
const CHANGED: Decision = { kind: 'retry', spec: { ...SPEC, logTypes: ['api'] } };
const RENAMED: Decision = { kind: 'retry', spec: { ...SPEC, name: 'other' } };

/** What an operation is after a decision, in a few words; `same` where the decision changes nothing. */
function transition(from: Operation, decision: Decision): string {
  const to = decide(from, decision, NOW);
  if (to === from) return 'same';
  if (to.outcome) return to.outcome.kind;
  const arn = 'arn' in to.stack && to.stack.arn !== undefined ? 'known' : 'unknown';
  const next = to.kind === 'delete' && to.next ? `, then ${to.next.kind} ${to.next.attempt}` : '';
  const step = 'kept' in to.stack && to.stack.kept ? 'kept' : to.stack.step;
  return `${to.kind} ${to.attempt} ${step} ${arn}${next}`;
}

const CREATIONS: readonly [Creation['stack'], [deleted: string, kept: string, retried: string]][] = [
  [{ step: 'requested' }, ['delete 1 requested unknown', 'same', 'same']],
  [
    { step: 'continuing', arn: STACK_ARN, remaining: ['Cluster'] },
    ['delete 1 requested known', 'same', 'same'],
  ],
  [{ step: 'watching', arn: STACK_ARN }, ['delete 1 requested known', 'same', 'same']],
  [{ step: 'complete', arn: STACK_ARN }, ['delete 1 requested known', 'same', 'same']],
  [WITH_CLUSTER, ['delete 1 requested known', 'create 1 kept known', 'create 2 continuing known']],
  [
    WITHOUT_CLUSTER,
    ['delete 1 requested known', 'create 1 kept known', 'delete 1 requested known, then create 2'],
  ],
  [
    { ...WITH_CLUSTER, recovery: 'post-create' },
    ['delete 1 requested known', 'create 1 kept known', 'create 2 complete known'],
  ],
  [{ ...WITH_CLUSTER, kept: {} }, ['delete 1 requested known', 'same', 'create 2 continuing known']],
  [
    { ...FAILED, arn: undefined, remaining: [], recovery: 'recreate' },
    ['kept', 'kept', 'create 2 requested unknown'],
  ],
];

const DELETIONS: readonly [Deletion['stack'], [deleted: string, kept: string, retried: string]][] = [
  [{ step: 'requested' }, ['same', 'same', 'same']],
  [{ step: 'requested', arn: STACK_ARN }, ['same', 'same', 'same']],
  [{ step: 'watching', arn: STACK_ARN }, ['same', 'same', 'same']],
  [{ step: 'gone' }, ['same', 'delete 1 gone unknown', 'same']],
  [FAILED, ['delete 2 requested known', 'delete 1 kept known', 'same']],
  [{ ...FAILED, kept: {} }, ['delete 2 requested known', 'same', 'same']],
  [{ ...FAILED, arn: undefined }, ['delete 2 requested unknown', 'delete 1 kept unknown', 'same']],
];

describe('A decision of the user', () => {
  for (const [stack, expected] of CREATIONS)
    it(`maps to one next step for a creation that is ${described(stack)}`, () => {
      deepStrictEqual(
        EVERY.map((decision) => transition(creation(stack), decision)),
        expected,
      );
    });

  for (const [stack, expected] of DELETIONS)
    it(`maps to one next step for a deletion that is ${described(stack)}`, () => {
      deepStrictEqual(
        EVERY.map((decision) => transition(deletion(stack), decision)),
        expected,
      );
    });

  it('to choose another level moves only a finished operation that is not registered yet', () => {
    const level = { kind: 'user' } as const;
    const elsewhere: Decision = { kind: 'attach', level, kubeconfigPath: '/home/me/.kube/config' };
    const waiting = creation({ step: 'complete', arn: STACK_ARN }, { clusterConfigured: true });
    const moved = decide(waiting, elsewhere, NOW);
    deepStrictEqual(moved.target, { ...waiting.target, level, kubeconfigPath: '/home/me/.kube/config' });
    for (const other of [
      { ...waiting, attached: true },
      creation({ step: 'watching', arn: STACK_ARN }),
      deletion({ step: 'gone' }),
    ])
      strictEqual(decide(other, elsewhere, NOW), other);
  });

  it('to dismiss ends a kept operation, and does not change one that has not failed', () => {
    for (const kept of [creation({ ...WITH_CLUSTER, kept: {} }), deletion({ ...FAILED, kept: {} })]) {
      const { outcome } = decide(kept, { kind: 'forget' }, NOW);
      deepStrictEqual(outcome, { kind: 'kept', endedAt: NOW, failure: FAILURE, nothingKept: true });
    }
    const watching = creation({ step: 'watching', arn: STACK_ARN });
    strictEqual(decide(watching, { kind: 'forget' }, NOW), watching);
  });

  it('does not change an operation that has ended', () => {
    const outcome = { kind: 'kept', endedAt: 1, failure: FAILURE } as const;
    for (const ended of [creation(WITH_CLUSTER, { outcome }), deletion(FAILED, { outcome })])
      for (const decision of EVERY) strictEqual(decide(ended, decision, NOW), ended);
  });

  it('to retry has no effect for properties that cannot change, or a second time', () => {
    const failed = creation(WITH_CLUSTER);
    strictEqual(decide(failed, RENAMED, NOW), failed);
    const again = decide(failed, RETRY, NOW);
    strictEqual(decide(again, RETRY, NOW), again);
  });

  it('to retry a complete stack updates it only if settings changed', () => {
    strictEqual(
      transition(creation({ ...WITH_CLUSTER, recovery: 'post-create' }), CHANGED),
      'create 2 continuing known',
    );
  });

  it('to delete a creation also cleans up the files it may have written', () => {
    const deleted = (change: Partial<Creation>) => {
      const to = decide(creation({ step: 'watching', arn: STACK_ARN }, change), DELETE, NOW);
      ok(to.kind === 'delete');
      return to;
    };
    strictEqual(deleted({}).attached, false);
    // The crash may have come between the two.
    strictEqual(deleted({ clusterConfigured: true }).attached, true);
    strictEqual(deleted({ attached: true }).attached, true);
    strictEqual(deleted({}).owner, anOperation().id);
  });

  describe('during a deletion that is followed by a new creation', () => {
    const anew = decide(creation(WITHOUT_CLUSTER), RETRY, NOW);
    ok(anew.kind === 'delete');
    const stuck: Deletion = { ...anew, stack: FAILED };

    it('to delete everything cancels the new creation, whichever decision came first', () => {
      for (const from of [anew, stuck]) {
        const to = decide(from, DELETE, NOW);
        ok(to.kind === 'delete' && from.next);
        strictEqual(to.next, undefined);
      }
      strictEqual(decide(anew, DELETE, NOW).attempt, anew.attempt);
    });

    it('to retry the deletion keeps the new creation with its latest settings', () => {
      const to = decide(stuck, CHANGED, NOW);
      strictEqual(transition(stuck, CHANGED), 'delete 2 requested known, then create 2');
      ok(to.kind === 'delete');
      deepStrictEqual(to.next?.spec.logTypes, ['api']);
      strictEqual(decide(to, CHANGED, NOW), to);
    });
  });
});

function described(stack: Operation['stack']): string {
  const arn = 'arn' in stack && stack.arn !== undefined ? 'with a stack' : 'without a stack';
  const more = 'recovery' in stack ? ` (${stack.recovery})` : '';
  const kept = 'kept' in stack ? ', and kept' : '';
  return `${stack.step} ${arn}${more}${kept}`;
}
