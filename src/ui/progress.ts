import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { counted } from '../core/counted';
import { inBackground } from '../core/background';
import { elapsedText } from '../core/operation/elapsed-text';
import type { OperationState, OperationView } from '../core/operation/view';
import type { Operations } from '../core/operation/operations';
import type { Command } from './commands/commands';
import type { Action, Notifier } from './notify';
import { remainsText } from './operation-text';

/** One notification an operation: its progress, and in the end its result. */
export class ProgressNotifications implements vscode.Disposable {
  private readonly shown = new Map</* operation id */ string, Shown>();
  private readonly subscription: vscode.Disposable;

  constructor(
    operations: Operations,
    private readonly notifier: Notifier,
  ) {
    this.subscription = vscode.Disposable.from(operations.onDidMove((view) => this.update(view)));
  }

  dispose(): void {
    this.subscription.dispose();
    for (const { finish } of this.shown.values()) finish();
  }

  private update(view: OperationView): void {
    const { isQuiet, state } = view;
    if (isQuiet) return;
    if (state.kind === 'running') {
      const shown = this.shown.get(view.id) ?? this.begin(view);
      shown.report(progressLine(view, state));
      return;
    }
    const wasWatched = this.shown.has(view.id);
    this.shown.get(view.id)?.finish();
    this.shown.delete(view.id);
    // What waits for another window says so once, not at every start of every window.
    if (wasWatched || state.kind !== 'unattached') this.conclude(view, state);
  }

  /** Its Cancel ends the telling, and asks what else is to end. */
  private begin({ id, kind, clusterName }: OperationView): Shown {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const shown: Shown = { finish, report: () => undefined };
    this.shown.set(id, shown);
    const title =
      kind === 'create'
        ? l10n.t('Creating cluster {0}', clusterName)
        : l10n.t('Deleting cluster {0}', clusterName);
    this.start(() =>
      this.notifier.progress(title, async (report, cancelled) => {
        shown.report = report;
        cancelled.addEventListener('abort', () => {
          finish();
          if (kind === 'create')
            this.start(() => vscode.commands.executeCommand('eks.cancelOperation' satisfies Command, id));
          else this.notifier.info(l10n.t('Cluster {0} goes on being deleted.', clusterName));
        });
        await finished;
        shown.report = () => undefined;
      }),
    );
    return shown;
  }

  private start(work: () => PromiseLike<unknown>): void {
    inBackground(work, (error) => this.notifier.failure(error));
  }

  private conclude(view: OperationView, state: Exclude<OperationState, { kind: 'running' }>): void {
    const { clusterName, id, kind } = view;
    const details = command(l10n.t('Show Details'), 'eks.showOperation', id);
    switch (state.kind) {
      case 'unattached': {
        const waits =
          kind === 'create'
            ? l10n.t(
                'Cluster {0} is ready. It will be added to {1} when that is opened next.',
                clusterName,
                state.where,
              )
            : l10n.t(
                'Cluster {0} is deleted. It will be removed from {1} when that is opened next.',
                clusterName,
                state.where,
              );
        this.tell(waits, state.notes, details);
        return;
      }
      case 'succeeded':
        this.tell(
          counted(state.nodesReady, {
            one: l10n.t('Cluster {0} is ready, with 1 node.', clusterName),
            many: l10n.t('Cluster {0} is ready, with {1} nodes.', clusterName, state.nodesReady),
          }),
          state.notes,
          ...(isSetUp(view) ? [] : [setUp(view)]),
          details,
        );
        return;
      case 'deleted':
        this.tell(l10n.t('Cluster {0} is deleted.', clusterName), state.notes);
        return;
      case 'failed':
        this.notifier.error(
          [
            `${clusterName}: ${state.failure.message}`,
            state.failure.cause,
            state.failure.remedy,
            remainsText(view),
          ],
          ...choices(view, state),
        );
        return;
      case 'kept':
      case 'dismissed':
        return;
    }
  }

  private tell(text: string, notes: readonly string[], ...actions: readonly Action[]): void {
    if (notes.length > 0) this.notifier.warning([text, ...notes], ...actions);
    else this.notifier.info(text, ...actions);
  }
}

interface Shown {
  report: (message: string) => void;
  readonly finish: () => void;
}

function progressLine(
  { done, total, usualMs }: OperationView,
  state: Extract<OperationState, { kind: 'running' }>,
): string {
  const resources = counted(total, {
    one: l10n.t('{0} of 1 resource', done),
    many: l10n.t('{0} of {1} resources', done, total),
  });
  return [...(total === 0 ? [] : [resources]), state.activity, elapsedText(state, usualMs)].join(' · ');
}

/** What can be done about a failure. */
function choices(
  { id, kind }: OperationView,
  { remains }: Extract<OperationState, { kind: 'failed' }>,
): readonly Action[] {
  const retry = command(
    kind === 'create' ? l10n.t('Fix and Retry') : l10n.t('Try Again'),
    'eks.retryOperation',
    id,
  );
  if (remains.kind === 'nothing') return [retry, command(l10n.t('Dismiss'), 'eks.keepOperation', id)];
  const remove = command(l10n.t('Delete Everything'), 'eks.deleteEverything', id);
  const keep = command(l10n.t('Keep'), 'eks.keepOperation', id);
  return kind === 'create' ? [retry, remove, keep] : [retry, keep];
}

/** Whether the service account and what belongs to it could be made in the new cluster. */
function isSetUp({ steps }: OperationView): boolean {
  return !steps.some(({ id, status }) => id === 'cluster' && status === 'failed');
}

function setUp({ clusterName, region }: OperationView): Action {
  const id: Command = 'eks.setUpCluster';
  return {
    title: l10n.t('Set Up…'),
    run: () => vscode.commands.executeCommand(id, { clusterName, region }),
  };
}

function command(title: string, id: Command, operation: string): Action {
  return { title, run: () => vscode.commands.executeCommand(id, operation) };
}
