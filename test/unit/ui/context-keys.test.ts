import { deepStrictEqual } from 'node:assert/strict';
import type { OperationView } from '../../../src/core/operation/view';
import type { ClusterEntry } from '../../../src/core/registry/entry';
import { topRows } from '../../../src/core/tree/rows';
import { ROW_CONTEXT_KEYS } from '../../../src/ui/commands/context-key';
import { ContextKeys } from '../../../src/ui/commands/context-keys';
import { ATTACHED, ENTRY } from '../../fakes/entry';

const FAILURE = { message: 'm', cause: 'c', remedy: 'r' };
const STACK = { kind: 'stack', stackName: 's', cost: 'It costs.' } as const;

function operation(state: OperationView['state'], kind: OperationView['kind'] = 'create'): OperationView {
  const { name: clusterName, region, accountId } = ENTRY;
  return {
    id: state.kind,
    kind,
    clusterName,
    region,
    accountId,
    state,
    startedAt: 0,
    done: 0,
    total: 0,
    resources: [],
    steps: [],
  };
}

const RUNNING = operation({ kind: 'running', activity: '', isOverdue: false, elapsedMs: 0 });
const FAILED = operation({ kind: 'failed', failedAt: 1, failure: FAILURE, leftovers: STACK });
const NOTHING_LEFT = operation({
  kind: 'failed',
  failedAt: 1,
  failure: FAILURE,
  leftovers: { kind: 'nothing' },
});
const KEPT = operation({
  kind: 'kept',
  failedAt: 1,
  failure: FAILURE,
  leftovers: STACK,
  price: '$0.10 per hour',
});
const UNATTACHED = operation({ kind: 'pendingRegistration', where: 'app', notes: [] });
const SUCCEEDED = operation({ kind: 'succeeded', endedAt: 1, nodesReady: 1, notes: [] });

/** What VS Code is told while the view comes to show something, step by step. */
function told(...steps: { operations?: OperationView[]; entries?: ClusterEntry[] }[]): readonly string[] {
  const said: string[] = [];
  const keys = new ContextKeys((key, value) => said.push(`${value ? '+' : '-'}${key.slice('eks.'.length)}`));
  for (const { operations = [], entries = [] } of [{}, ...steps]) {
    const registries = [{ level: { kind: 'user' } as const, entries, problems: [] }];
    const status = () => ({ kind: 'unasked' }) as const;
    keys.update(topRows({ operations, registries, status, problemRemedy: '', folders: [] }));
  }
  return said.slice(ROW_CONTEXT_KEYS.length);
}

describe('The context keys', () => {
  it('are all set at first: those of an extension host that has crashed are still there', () => {
    const said: string[] = [];
    new ContextKeys((key, value) => said.push(`${key} ${value}`)).update([]);
    deepStrictEqual(
      said,
      ROW_CONTEXT_KEYS.map((key) => `${key} false`),
    );
  });

  it('change with the first cluster and the last one, and not with those between', () => {
    deepStrictEqual(
      told({ entries: [ATTACHED] }, { entries: [ATTACHED, ENTRY] }, { entries: [ENTRY] }, { entries: [] }),
      [
        ...['+hasClusters', '+hasEnabledClusters', '+hasEksClusters'],
        ...['-hasClusters', '-hasEksClusters', '-hasEnabledClusters'],
      ],
    );
  });

  it('say whether there is a cluster to enable, and whether there is one to disable', () => {
    const disabled = { ...ENTRY, enabled: false };
    deepStrictEqual(
      told({ entries: [ATTACHED] }, { entries: [ATTACHED, disabled] }, { entries: [disabled] }).slice(2),
      ['+hasEksClusters', '+hasDisabledClusters', '-hasEnabledClusters'],
    );
  });

  it('change when an operation is begun, fails, and has ended, in whichever window', () => {
    deepStrictEqual(told({ operations: [RUNNING] }, { operations: [FAILED] }, { operations: [] }), [
      ...['+hasOperations', '+operation.cancelable'],
      ...['-operation.cancelable', '+operation.retryable', '+operation.deletable', '+operation.keepable'],
      ...['-hasOperations', '-operation.retryable', '-operation.deletable', '-operation.keepable'],
    ]);
    deepStrictEqual(told({ operations: [SUCCEEDED] }), []);
  });

  it('offer to delete nothing where nothing is left, and to attach what is finished', () => {
    const failed = ['+hasOperations', '+operation.retryable', '+operation.keepable'];
    deepStrictEqual(told({ operations: [NOTHING_LEFT] }), failed);
    deepStrictEqual(told({ operations: [UNATTACHED] }), ['+hasOperations', '+operation.attachable']);
  });

  it('know of what is kept, in a row of its own and in that of its cluster', () => {
    const kept = ['+operation.retryable', '+operation.deletable', '+operation.forgettable'];
    deepStrictEqual(told({ operations: [KEPT] }), ['+hasOperations', ...kept]);
    deepStrictEqual(told({ operations: [KEPT], entries: [ENTRY] }), [
      ...['+hasClusters', '+hasEksClusters', '+hasEnabledClusters', '+hasOperations', ...kept],
    ]);
  });
});
