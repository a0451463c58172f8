import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { OperationView } from '../core/operation/view';
import type { Action, Notifier } from './notify';
import { failureText } from './operation-text';
import type { Operations } from '../core/operation/operations';

/** One notification an operation: its progress, and in the end its result. */
export class ProgressNotifications implements vscode.Disposable {
  private readonly shown = new Map</* operation id */ string, Shown>();
  private readonly subscription: { dispose(): void };

  constructor(
    operations: Operations,
    private readonly notifier: Notifier,
  ) {
    this.subscription = operations.onDidMove((view) => this.update(view));
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { finish } of this.shown.values()) finish();
  }

  private update(view: OperationView): void {
    if (view.state.kind === 'running') {
      const shown = this.shown.get(view.id) ?? this.begin(view);
      shown.report(l10n.t('{0} of {1} resources · {2}', view.done, view.total, view.state.activity));
      return;
    }
    const wasWatched = this.shown.has(view.id);
    this.shown.get(view.id)?.finish();
    this.shown.delete(view.id);
    // What waits for another window says so once, not at every start of every window.
    if (wasWatched || view.state.kind !== 'unattached') void this.conclude(view);
  }

  /** Cancelling stops the telling, not the creating: AWS goes on, and so does the row. */
  private begin(view: OperationView): Shown {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const shown: Shown = { finish, report: () => undefined };
    this.shown.set(view.id, shown);
    const title = l10n.t('Creating cluster {0}', view.clusterName);
    void this.notifier.progress(title, async (report, cancelled) => {
      shown.report = report;
      cancelled.addEventListener('abort', () => {
        finish();
        void this.notifier.info(
          l10n.t(
            'Cluster {0} goes on being created. The view Clusters shows how far it is.',
            view.clusterName,
          ),
          this.showDetails(view.id),
        );
      });
      await finished;
      shown.report = () => undefined;
    });
    return shown;
  }

  private showDetails(id: string): Action {
    return {
      title: l10n.t('Show Details'),
      run: () => vscode.commands.executeCommand('eks.showOperation', id),
    };
  }

  private async conclude({ clusterName, id, state }: OperationView): Promise<void> {
    const details = this.showDetails(id);
    switch (state.kind) {
      case 'running':
        return;
      case 'unattached': {
        const waits = l10n.t(
          'Cluster {0} is ready. It will be added to {1} when that is opened next.',
          clusterName,
          state.where,
        );
        if (state.notes.length > 0) return this.notifier.warning([waits, ...state.notes].join(' '), details);
        return this.notifier.info(waits, details);
      }
      case 'succeeded': {
        const ready = l10n.t('Cluster {0} is ready, with {1} nodes.', clusterName, state.nodesReady);
        if (state.notes.length > 0) return this.notifier.warning([ready, ...state.notes].join(' '), details);
        return this.notifier.info(ready, details);
      }
      case 'deleted':
        return this.notifier.info([l10n.t('Cluster {0} is deleted.', clusterName), ...state.notes].join(' '));
      case 'dismissed':
        return;
      case 'failed': {
        return this.notifier.error(`${clusterName}: ${failureText(state.failure)}`, details);
      }
    }
  }
}

interface Shown {
  report: (message: string) => void;
  readonly finish: () => void;
}
