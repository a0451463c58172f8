import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { counted } from '../core/counted';
import { inBackground } from '../core/background';
import { elapsedText } from '../core/operation/duration';
import type { OperationState, OperationView } from '../core/operation/view';
import type { Operations } from '../core/operation/run/operations';
import type { Command } from './commands/commands';
import type { Notifier } from './notify';
import type * as OperationEnd from './operation-end';

/** One notification an operation: its progress, and in the end its result. */
export class ProgressNotifications implements vscode.Disposable {
  private readonly shown = new Map</* operation id */ string, Shown>();
  private readonly subscription: vscode.Disposable;

  constructor(
    operations: Operations,
    private readonly notifier: Notifier,
    /** The final notification, loaded when an operation ends. */
    private readonly loadEnd: () => Promise<Pick<typeof OperationEnd, 'notifyEnd'>>,
  ) {
    this.subscription = vscode.Disposable.from(operations.onDidProgress((view) => this.update(view)));
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
    // An operation that waits for another window is reported once, not at every start.
    if (wasWatched || state.kind !== 'pendingRegistration')
      this.start(async () => (await this.loadEnd()).notifyEnd(view, state, this.notifier));
  }

  /** *Cancel* closes the notification and asks what to do with the operation. */
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
          else this.notifier.info(l10n.t('Cluster {0} is still being deleted.', clusterName));
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
