import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { Operation } from '../../../src/core/operation/operation';
import type { ClusterDescription } from '../../../src/core/ports/aws';
import { isClusterTransitioning, isTransitioning, needsAttention } from '../../../src/core/tree/attention';
import {
  addOnRows,
  eksFacts,
  groupRows,
  nodeRows,
  historyOf,
  historyRows,
} from '../../../src/core/tree/cluster-rows';
import type { ClusterRow, GroupRow, Row } from '../../../src/core/tree/rows';
import { ATTACHED, ENTRY } from '../../fakes/entry';
import { anOperation } from '../../fakes/operation';

const ROW: ClusterRow = {
  kind: 'cluster',
  id: 'user:demo',
  clusterId: 'demo',
  entry: ENTRY,
  level: { kind: 'user' },
  status: { kind: 'unasked' },
  scopeConflict: { kind: 'none' },
};
const DESCRIPTION: ClusterDescription = {
  name: 'demo',
  arn: 'arn',
  version: '1.30',
  status: 'ACTIVE',
  endpoint: 'https://demo.example',
  tags: {},
  isPrivate: false,
  deletionProtection: false,
};

const described = (status: string): ClusterRow => ({
  ...ROW,
  status: { kind: 'described', description: { ...DESCRIPTION, status } },
});
const group = (which: GroupRow['group']): GroupRow => ({
  kind: 'group',
  id: `user:demo:${which}`,
  group: which,
  cluster: ROW,
});
const texts = (rows: readonly Row[]) => rows.map((row) => (row.kind === 'fact' ? row.value : row.kind));

describe('The rows under a cluster', () => {
  const facts = (support: 'standard' | 'extended', supportType?: string) =>
    texts(
      eksFacts(ROW, {
        description: { ...DESCRIPTION, supportType },
        versions: [
          {
            version: '1.30',
            isDefault: false,
            support,
            endOfStandardSupport: '2026-12-01',
            endOfExtendedSupport: '2027-12-01',
          },
        ],
        language: 'en',
      }),
    ).join('\n');

  it('name its endpoint and what extended support of its version costs', () => {
    match(facts('extended'), /https:\/\/demo\.example\n\$0\.60 per hour.*until December 1, 2027/);
  });

  it('name what comes after standard support, as its upgrade policy has it', () => {
    match(facts('standard'), /\$0\.10 per hour.*From December 1, 2026, the price is \$0\.60/);
    match(facts('standard', 'STANDARD'), /EKS upgrades the cluster and the price does not change/);
  });

  it('have no price where that is not known: in another partition, of another’s cluster', () => {
    const china = { ...ROW, entry: { ...ENTRY, partition: 'aws-cn' } };
    strictEqual(eksFacts(china, { description: DESCRIPTION, versions: [], language: 'en' }).length, 1);
  });

  it('are nodes and add-ons, and past operations where there are any', () => {
    const groups = (row: ClusterRow, hasPast: boolean) =>
      groupRows(row, { hasPast }).flatMap((each) => (each.kind === 'group' ? each.group : []));
    ok(!groups(ROW, false).includes('past'));
    ok(groups(ROW, true).includes('past'));
    ok(!groups({ ...ROW, entry: ATTACHED }, false).includes('addOns'));
  });

  it('say that there is nothing where there is nothing', () => {
    deepStrictEqual(texts(nodeRows(group('nodes'), [])), ['nothing']);
    deepStrictEqual(texts(addOnRows(group('addOns'), [])), ['nothing']);
  });

  it('have IDs of their own that stay the same', () => {
    const nodes = [
      { name: 'a', ready: true },
      { name: 'b', ready: false },
    ];
    const rows = () => nodeRows(group('nodes'), nodes).map(({ id }) => id);
    strictEqual(new Set(rows()).size, 2);
    deepStrictEqual(rows(), rows());
  });

  it('are the past operations of that very cluster, newest first', () => {
    const ended = (id: string, startedAt: number, more: Partial<Operation> = {}): Operation => ({
      ...anOperation(),
      ...({ id, startedAt, outcome: { kind: 'succeeded', endedAt: 9, nodesReady: 3, notes: [] } } as const),
      ...(more as object),
    });
    const own = { name: anOperation().clusterName, accountId: anOperation().accountId };
    const entry = { ...ENTRY, ...own, region: anOperation().role.region };
    const all = [ended('first', 1), ended('second', 2), ended('other', 3, { accountId: '999999999999' })];
    const rows = historyRows(group('past'), historyOf(all, entry));
    deepStrictEqual(
      rows.map((row) => row.kind === 'past' && row.past.id),
      ['second', 'first'],
    );
    deepStrictEqual(historyOf(all, ATTACHED), []);
  });
});

describe('What somebody should look at', () => {
  it('is a cluster that is gone, that failed, or that shares its environments, and what is wrong in the settings', () => {
    ok(needsAttention({ ...ROW, status: { kind: 'missing' } }));
    ok(needsAttention(described('FAILED')));
    ok(needsAttention({ ...ROW, scopeConflict: { kind: 'ambiguous', other: ENTRY } }));
    ok(needsAttention({ kind: 'problem', id: 'p', text: 't', remedy: 'r' }));
  });

  it('is no cluster that is well, switched off, or that AWS could not be asked about just now', () => {
    ok(!needsAttention(described('ACTIVE')));
    ok(!needsAttention({ ...ROW, scopeConflict: { kind: 'disabled' } }));
    ok(!needsAttention({ ...ROW, status: { kind: 'unknown', message: 'm', remedy: 'r' } }));
  });
});

describe('What may be another in a moment', () => {
  it('is a node that is not ready, an add-on and a cluster that EKS works on', () => {
    ok(isTransitioning({ kind: 'node', id: 'n', node: { name: 'n', ready: false } }));
    ok(!isTransitioning({ kind: 'node', id: 'n', node: { name: 'n', ready: true } }));
    const addOn = (status: string): Row => ({
      kind: 'addOn',
      id: 'a',
      addOn: { name: 'a', version: 'v1', status, issues: [] },
    });
    ok(
      isTransitioning(addOn('UPDATING')) &&
        !isTransitioning(addOn('DEGRADED')) &&
        !isTransitioning(addOn('ACTIVE')),
    );
    ok(isClusterTransitioning(described('UPDATING')) && !isClusterTransitioning(described('ACTIVE')));
    ok(!isClusterTransitioning(ROW));
  });
});
