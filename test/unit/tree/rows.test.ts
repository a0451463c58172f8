import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { OperationView } from '../../../src/core/operation/view';
import type { ClusterEntry } from '../../../src/core/registry/entry';
import { needsAttention } from '../../../src/core/tree/attention';
import { keptIn, operationRows, topRows, type LeveledEntries } from '../../../src/core/tree/rows';
import { ENTRY } from '../../fakes/entry';

const running: OperationView = {
  id: 'operation-1',
  clusterName: 'demo',
  region: 'eu-central-1',
  accountId: '222222222222',
  startedAt: 0,
  kind: 'create',
  state: { kind: 'running', activity: 'Control plane', isOverdue: false, elapsedMs: 0 },
  done: 1,
  total: 2,
  resources: [{ logicalId: 'Cluster', type: 'AWS::EKS::Cluster', status: 'inProgress' }],
  steps: [{ id: 'stack', label: 'CloudFormation stack', status: 'inProgress' }],
};

function rows(operations: readonly OperationView[], registries: readonly LeveledEntries[]) {
  return topRows({
    operations,
    registries,
    status: () => ({ kind: 'loading' }),
    problemRemedy: 'Mend it.',
    folders: ['file:///app'],
  });
}

const folder = (...entries: ClusterEntry[]): LeveledEntries => ({
  level: { kind: 'folder', folder: 'file:///app', name: 'app' },
  entries,
  problems: [],
});
const user = (...entries: ClusterEntry[]): LeveledEntries => ({
  level: { kind: 'user' },
  entries,
  problems: [],
});

describe('The view Clusters', () => {
  it('shows a cluster that is being created and is registered already as one row', () => {
    deepStrictEqual(
      rows([running], [folder(ENTRY)]).map(({ kind }) => kind),
      ['operation'],
    );
  });

  it('shows the cluster in place of an operation that succeeded', () => {
    const ended: OperationView = {
      ...running,
      state: { kind: 'succeeded', endedAt: 1, nodesReady: 3, notes: [] },
    };
    deepStrictEqual(
      rows([ended], [folder(ENTRY)]).map(({ kind }) => kind),
      ['cluster'],
    );
  });

  it('keeps a failed operation', () => {
    const failure = { message: 'm', cause: 'c', remedy: 'r' };
    const leftovers = { kind: 'nothing' } as const;
    const failed: OperationView = {
      ...running,
      state: { kind: 'failed', failedAt: 1, failure, leftovers },
    };
    strictEqual(rows([failed], [])[0]?.kind, 'operation');
  });

  describe('for what the user keeps of a cluster that failed', () => {
    const failure = { message: 'm', cause: 'c', remedy: 'r' };
    const leftovers = { kind: 'stack', stackName: 's', cost: 'It costs.' } as const;
    const kept: OperationView = {
      ...running,
      state: { kind: 'kept', failedAt: 1, failure, leftovers, price: '$0.10 per hour' },
    };

    it('has a row, which says why it failed', () => {
      const [row] = rows([kept], [folder({ ...ENTRY, name: 'another' })]);
      ok(row?.kind === 'operation');
      deepStrictEqual(operationRows(row.operation)[0], {
        ...{ kind: 'problem', id: `${kept.id}:failure`, text: 'c', remedy: 'r' },
      });
    });

    it('has one row with the cluster, where that is registered, and the cluster can be used', () => {
      const [row, ...others] = rows([kept], [folder(ENTRY)]);
      ok(row?.kind === 'cluster');
      strictEqual(keptIn(row)?.id, kept.id);
      deepStrictEqual(others, []);
    });

    it('has a row of its own beside another operation of that name', () => {
      const again = { ...running, id: 'operation-2' };
      deepStrictEqual(
        rows([kept, again], [folder(ENTRY)]).map(({ id }) => id),
        [kept.id, again.id],
      );
    });

    it('is not taken for what another account has by that name', () => {
      deepStrictEqual(
        rows([kept], [folder({ ...ENTRY, accountId: '999999999999' })]).map(({ kind }) => kind),
        ['operation', 'cluster'],
      );
    });

    it('needs no attention', () => ok(!rows([kept], []).some(needsAttention)));
  });

  it('gives every row an ID of its own, also where two levels hold the same cluster', () => {
    const ids = rows([], [folder(ENTRY), user(ENTRY, { ...ENTRY, name: 'other' })]).map(({ id }) => id);
    strictEqual(new Set(ids).size, 3);
  });

  it('keeps the IDs when it is drawn again', () => {
    deepStrictEqual(rows([running], [user(ENTRY)]), rows([running], [user(ENTRY)]));
  });

  it('says what is wrong in the settings, after everything that is right', () => {
    const broken: LeveledEntries = {
      ...folder(ENTRY),
      problems: ['eks.clusters[1]: region missing or not valid.'],
    };
    const last = rows([], [broken]).at(-1);
    strictEqual(last?.kind, 'problem');
    match(last.text, /region/);
  });

  it('shows the steps of an operation, then its resources', () => {
    deepStrictEqual(
      operationRows(running).map(({ kind }) => kind),
      ['step', 'resource'],
    );
  });
});
