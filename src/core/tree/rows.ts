import type { ManagedNamespace } from '../cluster/environment';
import type { ResourceView } from '../cloudformation/stack-status';
import type { Outcome } from '../operation/operation';
import { hasEnded, isFailure, type OperationView, type StepView } from '../operation/view';
import type { AddOnHealth, ClusterDescription } from '../ports/aws';
import type { KubernetesNode } from '../ports/kubernetes';
import { clusterId, isAttached, type ClusterEntry, type EksEntry } from '../registry/entry';
import { scopeConflicts, type ScopeConflict } from '../registry/scope-conflict';
import type { Level } from '../registry/target';

/** A row of the view *Clusters*. Every row has an ID that survives refreshes. */
export type Row =
  | OperationRow
  | ClusterRow
  | { readonly kind: 'resource'; readonly id: string; readonly resource: ResourceView }
  | { readonly kind: 'step'; readonly id: string; readonly step: StepView }
  | GroupRow
  | { readonly kind: 'node'; readonly id: string; readonly node: KubernetesNode }
  | { readonly kind: 'addOn'; readonly id: string; readonly addOn: AddOnHealth }
  | {
      readonly kind: 'namespace';
      readonly id: string;
      readonly namespace: ManagedNamespace;
      readonly cluster: ClusterRow;
    }
  | { readonly kind: 'past'; readonly id: string; readonly past: PastOperation }
  /** A group that has nothing in it. */
  | { readonly kind: 'nothing'; readonly id: string; readonly text: string }
  | { readonly kind: 'fact'; readonly id: string; readonly label: string; readonly value: string }
  | { readonly kind: 'problem'; readonly id: string; readonly text: string; readonly remedy: string }
  /** Its parent could not be read; that may be tried again. */
  | ErrorRow;

interface ErrorRow {
  readonly kind: 'error';
  readonly id: string;
  readonly text: string;
  readonly remedy: string;
  readonly parent: Row | undefined;
}

/** What belongs together under a cluster; read when it is expanded. */
export interface GroupRow {
  readonly kind: 'group';
  readonly id: string;
  readonly group: 'nodes' | 'addOns' | 'namespaces' | 'past';
  readonly cluster: ClusterRow;
}

/** An operation that has ended. */
interface PastOperation {
  readonly id: string;
  readonly kind: OperationView['kind'];
  readonly startedAt: number;
  readonly outcome: Outcome;
}

export interface OperationRow {
  readonly kind: 'operation';
  readonly id: string;
  readonly operation: OperationView;
}

export interface ClusterRow<E extends ClusterEntry = ClusterEntry> {
  readonly kind: 'cluster';
  readonly id: string;
  /** The ARN of a cluster of EKS. */
  readonly clusterId: string;
  readonly entry: E;
  readonly level: Level;
  readonly status: ClusterStatus;
  /** What the other clusters leave of its environment scope. */
  readonly scopeConflict: ScopeConflict;
  /** Creating it failed, and the user keeps what exists. */
  readonly kept?: KeptOperation;
}

/** A failed operation whose resources the user keeps. */
export type KeptOperation = OperationView & {
  readonly state: Extract<OperationView['state'], { kind: 'kept' }>;
};

/** What EKS said of a registered cluster when it was last asked. */
export type ClusterStatus =
  /** There are too many to ask them all; this one is asked when its row is expanded. */
  | { readonly kind: 'unasked' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'described'; readonly description: ClusterDescription }
  | { readonly kind: 'missing' }
  /** The settings of a repository choose the access, and the user has not allowed it, so AWS was not called. */
  | { readonly kind: 'notAllowed'; readonly message: string; readonly remedy: string }
  /** Not of EKS: only the cluster itself can answer, and it is not called before its row is expanded. */
  | { readonly kind: 'attached' }
  | { readonly kind: 'unknown'; readonly message: string; readonly remedy: string };

/** One level's clusters, as the registry has them. */
export interface LeveledEntries {
  readonly level: Level;
  readonly entries: readonly ClusterEntry[];
  readonly problems: readonly string[];
}

/**
 * The first level of the tree: operations that are in progress or failed, then clusters, nearest level first, then what
 * is wrong with the settings. A cluster that is still being created is one row, not two; so is one that failed and that
 * the user keeps.
 */
export function topRows(state: {
  readonly operations: readonly OperationView[];
  readonly registries: readonly LeveledEntries[];
  readonly status: (entry: EksEntry) => ClusterStatus;
  readonly problemRemedy: string;
  /** URIs of the folders that are open. */
  readonly folders: readonly string[];
}): readonly Row[] {
  const shown = state.operations.filter((operation) => !hasEnded(operation.state));
  const kept = new Map(shown.filter(isKept).map((operation) => [placeOfOperation(operation), operation]));
  const busy = new Set(shown.filter((operation) => !isKept(operation)).map(placeOfOperation));
  const findingOf = scopeConflicts(state.registries, state.folders);
  const clusters = state.registries.flatMap(({ level, entries }) =>
    entries
      .filter((entry) => isAttached(entry) || !busy.has(placeOf(entry)))
      .map((entry) => ({
        ...clusterRow(entry, level, state.status),
        scopeConflict: findingOf(entry, level),
        kept: isAttached(entry) ? undefined : kept.get(placeOf(entry)),
      })),
  );
  const inClusters = new Set(clusters.map((cluster) => cluster.kept));
  const problems = state.registries.flatMap(({ level, problems }) =>
    problems.map((text): Row => ({
      kind: 'problem',
      id: `${levelId(level)}:${text}`,
      text,
      remedy: state.problemRemedy,
    })),
  );
  const operations = shown
    .filter((operation) => !isKept(operation) || !inClusters.has(operation))
    .map((operation): Row => ({ kind: 'operation', id: operation.id, operation }));
  return [...operations, ...clusters, ...problems];
}

/** The failed operation that a row shows, whose resources the user keeps; `undefined` where it shows none. */
export function keptIn(row: Row): KeptOperation | undefined {
  if (row.kind === 'cluster') return row.kept;
  return row.kind === 'operation' && isKept(row.operation) ? row.operation : undefined;
}

function isKept(operation: OperationView): operation is KeptOperation {
  return operation.state.kind === 'kept';
}

/** Whether an operation is about that cluster. */
export function isAboutCluster(operation: OperationView, cluster: EksEntry): boolean {
  return placeOfOperation(operation) === placeOf(cluster);
}

/** The same for a cluster and its operations: another account may have one of that name. */
function placeOf({ accountId, region, name }: Pick<EksEntry, 'accountId' | 'region' | 'name'>): string {
  return `${accountId}/${region}/${name}`;
}

function placeOfOperation({ clusterName: name, ...place }: OperationView): string {
  return placeOf({ ...place, name });
}

function clusterRow(
  entry: ClusterEntry,
  level: Level,
  status: (entry: EksEntry) => ClusterStatus,
): Omit<ClusterRow, 'scopeConflict' | 'kept'> {
  const id = clusterId(entry);
  return {
    kind: 'cluster',
    id: `${levelId(level)}:${id}`,
    clusterId: id,
    entry,
    level,
    status: isAttached(entry) ? { kind: 'attached' } : status(entry),
  };
}

/** Why it failed and what helps come first, each in a row of its own that can be read in full. */
export function operationRows({ id, state, steps, resources }: OperationView): readonly Row[] {
  const failure = isFailure(state) ? state.failure : undefined;
  return [
    ...(failure
      ? [{ kind: 'problem' as const, id: `${id}:failure`, text: failure.cause, remedy: failure.remedy }]
      : []),
    ...steps.map((step): Row => ({ kind: 'step', id: `${id}:step:${step.id}`, step })),
    ...resources.map((resource): Row => ({ kind: 'resource', id: `${id}:${resource.logicalId}`, resource })),
  ];
}

function levelId(level: Level): string {
  switch (level.kind) {
    case 'folder':
      return `folder:${level.folder}`;
    case 'workspace':
      return 'workspace';
    case 'user':
      return 'user';
  }
}

/** Whether a row is the other one, or somewhere below it. */
export function isWithin(id: string, ancestor: string): boolean {
  return id === ancestor || id.startsWith(`${ancestor}:`);
}

/** Whether it is one of ours: VS Code passes rows to commands, and so may other extensions. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value;
}
