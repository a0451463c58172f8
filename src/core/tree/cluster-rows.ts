import * as l10n from '@vscode/l10n';
import { controlPlaneText } from '../cost/describe-cost';
import type { ManagedNamespace } from '../cluster/environment';
import { controlPlaneCost } from '../cost/control-plane-cost';
import type { Operation } from '../operation/operation';
import type { AddOnHealth, ClusterDescription, KubernetesVersion } from '../ports/aws';
import type { KubernetesNode } from '../ports/kubernetes';
import { isAttached, type ClusterEntry } from '../registry/entry';
import type { ClusterRow, GroupRow, Row } from './rows';

/** What was read of a cluster of EKS for the rows under it. */
export interface ClusterFacts {
  readonly description: ClusterDescription;
  readonly versions: readonly KubernetesVersion[];
  /** For numbers and dates: BCP 47. */
  readonly language: string;
}

/** Endpoint and price of a cluster of EKS. */
export function eksFacts(
  { id, entry }: ClusterRow,
  { description, versions, language }: ClusterFacts,
): readonly Row[] {
  const { endpoint } = description;
  const partition = isAttached(entry) ? undefined : entry.partition;
  const cost = partition === 'aws' ? controlPlaneCost(description, versions) : undefined;
  return [
    ...(endpoint ? [fact(id, 'endpoint', l10n.t('Endpoint'), endpoint)] : []),
    ...(cost ? [fact(id, 'cost', l10n.t('Control plane'), controlPlaneText(cost, language))] : []),
  ];
}

/** Endpoint of a cluster that was added by its URL, and the version that its API server names. */
export function attachedFacts({ id }: ClusterRow, apiUrl: string, version: string): readonly Row[] {
  return [
    fact(id, 'endpoint', l10n.t('Endpoint'), apiUrl),
    fact(id, 'version', l10n.t('Kubernetes version'), version),
  ];
}

function fact(id: string, what: string, label: string, value: string): Row {
  return { kind: 'fact', id: `${id}:${what}`, label, value };
}

/** The groups under a cluster. @param hasPast operations of it have ended on this machine */
export function groupRows(cluster: ClusterRow, { hasPast }: { readonly hasPast: boolean }): readonly Row[] {
  const groups: readonly GroupRow['group'][] = [
    'nodes',
    ...(isAttached(cluster.entry) ? [] : (['addOns'] as const)),
    ...(cluster.entry.managed ? (['namespaces'] as const) : []),
    ...(hasPast ? (['past'] as const) : []),
  ];
  return groups.map((group) => ({ kind: 'group', id: `${cluster.id}:${group}`, group, cluster }));
}

export function nodeRows({ id }: GroupRow, nodes: readonly KubernetesNode[]): readonly Row[] {
  const rows = nodes.map((node): Row => ({ kind: 'node', id: `${id}:${node.name}`, node }));
  return orNothing(id, rows, l10n.t('No nodes'));
}

export function addOnRows({ id }: GroupRow, addOns: readonly AddOnHealth[]): readonly Row[] {
  const rows = addOns.map((addOn): Row => ({ kind: 'addOn', id: `${id}:${addOn.name}`, addOn }));
  return orNothing(id, rows, l10n.t('No add-ons'));
}

export function namespaceRows(
  { id, cluster }: GroupRow,
  namespaces: readonly ManagedNamespace[],
): readonly Row[] {
  const rows = namespaces.map((namespace): Row => ({
    kind: 'namespace',
    id: `${id}:${namespace.name}`,
    namespace,
    cluster,
  }));
  return orNothing(id, rows, l10n.t('None yet. Run EKS: Prepare Environment… to create one'));
}

/** Newest first. */
export function historyRows({ id }: GroupRow, operations: readonly Operation[]): readonly Row[] {
  return operations
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .flatMap(({ outcome, ...past }): readonly Row[] =>
      outcome ? [{ kind: 'past', id: `${id}:${past.id}`, past: { ...past, outcome } }] : [],
    );
}

function orNothing(id: string, rows: readonly Row[], text: string): readonly Row[] {
  return rows.length > 0 ? rows : [{ kind: 'nothing', id: `${id}:nothing`, text }];
}

/** The operations of that very cluster. */
export function historyOf(operations: readonly Operation[], entry: ClusterEntry): readonly Operation[] {
  if (isAttached(entry)) return [];
  return operations.filter(
    ({ clusterName, accountId, role }) =>
      clusterName === entry.name && accountId === entry.accountId && role.region === entry.region,
  );
}
