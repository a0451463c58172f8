import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import type { Operations } from '../../core/operation/run/operations';
import type { Clock } from '../../core/ports/clock';
import type { Row } from '../../core/tree/rows';
import type { ClusterConnector } from '../cluster-connector';
import { ContextKeys } from '../commands/context-keys';
import type { Settings } from '../settings';
import { TreePoller } from './tree-poller';
import type { ClusterChildren } from './cluster-children';
import { ClusterStatuses } from './cluster-statuses';
import type { LateView } from './late-view';
import { ClustersTree } from './clusters-tree';

interface ClustersViewDeps {
  readonly settings: Settings;
  readonly operations: Operations;
  readonly connector: ClusterConnector;
  /** Loads the rows below a cluster. Imported when the first cluster is expanded. */
  readonly children: () => Promise<ClusterChildren>;
  readonly clock: Clock;
  readonly report: Report;
}

/** The rows of the view *Clusters*, with what keeps it up to date. */
export function fillClustersView(late: LateView<Row>, deps: ClustersViewDeps) {
  const { settings, operations, connector, children, clock, report } = deps;
  const statuses = new ClusterStatuses(connector, () => tree.redraw());
  const tree = new ClustersTree(settings, operations, statuses, children, report);
  const keys = new ContextKeys((key, value) =>
    inBackground(() => vscode.commands.executeCommand('setContext', key, value), report),
  );
  keys.update(tree.rows);
  const drawing = tree.onDidRender(({ parent, rows }) => {
    if (!parent) keys.update(rows);
  });
  const attendance = new TreePoller(late.view, tree, statuses, operations, clock, report);
  return { tree, disposable: vscode.Disposable.from(late.follow(tree), tree, drawing, attendance) };
}
