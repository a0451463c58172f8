import * as l10n from '@vscode/l10n';
import type { OperationState, Remains } from '../../src/core/operation/view';
import type { FormCommand } from '../../src/protocol/messages';
import { h, whenChanged } from '../dom/element';
import type { Dispatch } from '../dom/page';
import { button } from '../toolkit';

/** What is going on; in the end, what came of it and what to do next. */
export class Outcome {
  readonly element = h('div', { class: 'outcome' });

  constructor(private readonly dispatch: Dispatch) {}

  readonly update = whenChanged((state: OperationState) => {
    this.element.replaceChildren(
      ...this.paragraphs(state).map((text) => h('p', {}, text)),
      this.actions(state),
    );
    this.element.dataset['kind'] = state.kind;
  });

  private paragraphs(state: OperationState): readonly string[] {
    switch (state.kind) {
      case 'running':
        return [state.activity, l10n.t('You can close this tab: the cluster is created all the same.')];
      case 'unattached':
        return [
          l10n.t(
            'It is added to {0} as soon as that is open in a trusted window. Open it to go on.',
            state.where,
          ),
        ];
      case 'succeeded':
        return [
          l10n.t('Nodes ready: {0}.', state.nodesReady),
          ...state.notes,
          l10n.t(
            'Next: open a terminal and run kubectl get namespaces, or expand the cluster in the EKS view.',
          ),
        ];
      case 'deleted':
        return [l10n.t('The cluster is deleted.'), ...state.notes];
      case 'failed':
        return [
          state.failure.message,
          state.failure.cause,
          state.failure.remedy,
          state.remains.kind === 'stack' ? state.remains.cost : l10n.t('Nothing is left of it in AWS.'),
        ];
      case 'kept':
        return [state.failure.message, state.failure.cause, state.failure.remedy, state.remains.cost];
      case 'dismissed':
        return [state.failure.message, state.failure.cause, state.failure.remedy];
    }
  }

  private actions(state: OperationState): HTMLElement {
    return h('div', { class: 'actions' }, ...this.buttons(state));
  }

  private buttons(state: OperationState): readonly HTMLElement[] {
    switch (state.kind) {
      case 'running':
        return [
          this.command(l10n.t('Show Operation'), 'showOperation'),
          this.command(l10n.t('Cancel…'), 'cancelOperation'),
        ];
      case 'unattached':
        return [this.command(l10n.t('Show Operation'), 'showOperation')];
      case 'succeeded':
      case 'deleted':
      case 'dismissed':
        return [this.another()];
      case 'kept':
        return [
          this.command(l10n.t('Fix and Retry'), 'retryOperation'),
          this.command(l10n.t('Delete Everything'), 'deleteEverything'),
          this.another(),
        ];
      case 'failed':
        return [...this.choices(state.remains), this.command(l10n.t('Show Log'), 'showLog'), this.another()];
    }
  }

  /** What can be done with what failed. */
  private choices({ kind }: Remains): readonly HTMLElement[] {
    const retry = this.command(l10n.t('Fix and Retry'), 'retryOperation');
    switch (kind) {
      case 'nothing':
        return [retry, this.command(l10n.t('Dismiss'), 'keepOperation')];
      case 'stack':
        return [
          retry,
          this.command(l10n.t('Delete Everything'), 'deleteEverything'),
          this.command(l10n.t('Keep'), 'keepOperation'),
        ];
    }
  }

  private another(): HTMLElement {
    return button({
      text: l10n.t('Create Another Like This'),
      appearance: 'secondary',
      onClick: () => this.dispatch({ type: 'anotherChosen' }),
    });
  }

  private command(text: string, command: FormCommand): HTMLElement {
    return button({
      text,
      appearance: 'secondary',
      onClick: () => this.dispatch({ type: 'commandChosen', command }),
    });
  }
}
