import * as l10n from '@vscode/l10n';
import { managedNamespaces } from '../../core/cluster/environment';
import { userError } from '../../core/errors/catalogue';
import type { Journal } from '../../core/ports/journal';
import { isAttached, type AttachedEntry, type EksEntry } from '../../core/registry/entry';
import {
  addOnRows,
  attachedFacts,
  eksFacts,
  groupRows,
  namespaceRows,
  nodeRows,
  historyOf,
  historyRows,
} from '../../core/tree/cluster-rows';
import type { ClusterRow, GroupRow, Row } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';

interface ClusterChildrenDeps {
  readonly connector: ClusterConnector;
  readonly journal: Pick<Journal, 'ended'>;
  /** Of the user: BCP 47. */
  readonly language: string;
}

/** Loads the rows below a cluster when it is expanded: fifty clusters must not mean fifty calls. */
export class ClusterChildren {
  constructor(private readonly deps: ClusterChildrenDeps) {}

  async childrenOf(cluster: ClusterRow, signal: AbortSignal): Promise<readonly Row[]> {
    const { entry } = cluster;
    const [facts, past] = await Promise.all([
      isAttached(entry) ? this.attachedFacts(cluster, entry, signal) : this.eksFacts(cluster, entry, signal),
      this.deps.journal.ended(),
    ]);
    return [
      ...findingRows(cluster),
      ...facts,
      ...groupRows(cluster, { hasPast: historyOf(past, entry).length > 0 }),
    ];
  }

  async childrenOfGroup(row: GroupRow, signal: AbortSignal): Promise<readonly Row[]> {
    const { connector, journal } = this.deps;
    const { entry } = row.cluster;
    switch (row.group) {
      case 'nodes':
        return nodeRows(row, await (await connector.connect(entry, signal)).nodes(signal));
      case 'namespaces':
        return namespaceRows(row, await managedNamespaces(await connector.connect(entry, signal), signal));
      case 'past':
        return historyRows(row, historyOf(await journal.ended(), entry));
      case 'addOns': {
        if (isAttached(entry)) return [];
        const session = await connector.session(entry);
        return addOnRows(row, await session.clusters.addOns(entry.name, signal));
      }
    }
  }

  private async eksFacts(row: ClusterRow, entry: EksEntry, signal: AbortSignal): Promise<readonly Row[]> {
    const session = await this.deps.connector.session(entry);
    const [description, versions] = await Promise.all([
      session.clusters.describe(entry.name, signal),
      // Without versions only the price is unknown, and the text says so.
      session.clusters.versions(signal).catch(() => []),
    ]);
    if (!description) throw userError('cluster-vanished', { name: entry.name });
    return eksFacts(row, { description, versions, language: this.deps.language });
  }

  private async attachedFacts(
    row: ClusterRow,
    entry: AttachedEntry,
    signal: AbortSignal,
  ): Promise<readonly Row[]> {
    const api = await this.deps.connector.connect(entry, signal);
    return attachedFacts(row, entry.apiUrl, await api.version(signal));
  }
}

/** Problems of the environment scope, each with a remedy. */
function findingRows({ id, scopeConflict, entry }: ClusterRow): readonly Row[] {
  switch (scopeConflict.kind) {
    case 'none':
    case 'disabled':
      return [];
    case 'ambiguous':
      return [
        {
          kind: 'problem',
          id: `${id}:tie`,
          text: l10n.t(
            'Scope {0} overlaps with {1} (scope {2}).',
            entry.environmentScope,
            scopeConflict.other.name,
            scopeConflict.other.environmentScope,
          ),
          remedy: l10n.t(
            'Change one of the scopes. Environments that match both are served by neither cluster.',
          ),
        },
      ];
    case 'shadowed':
      return [
        {
          kind: 'problem',
          id: `${id}:shadowed`,
          text: l10n.t('Shadowed by {0}, which is configured at a closer level.', scopeConflict.by.name),
          remedy: l10n.t('Change a scope, disable one of the clusters, or move it to another level.'),
        },
      ];
  }
}
