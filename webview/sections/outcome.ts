import * as l10n from '@vscode/l10n';
import type { OperationState, OperationView } from '../../src/core/operation/view';
import type { FormCommand } from '../../src/protocol/messages';
import { h, whenChanged } from '../dom/element';
import type { Dispatch } from '../dom/page';
import { button } from '../toolkit';

type Shown = Pick<OperationView, 'kind' | 'state'>;

/** What is going on; in the end, what came of it and what to do next. */
export class Outcome {
  readonly element = h('div', { class: 'outcome' });

  constructor(private readonly dispatch: Dispatch) {}

  readonly update = whenChanged(
    (shown: Shown) => {
      this.element.replaceChildren(
        ...paragraphs(shown).map((text) => h('p', {}, text)),
        h('div', { class: 'actions' }, ...this.buttons(shown)),
      );
      this.element.dataset['kind'] = shown.state.kind;
    },
    // Another object whenever something has changed.
    ({ state }) => state,
  );

  private buttons({ kind, state }: Shown): readonly HTMLElement[] {
    const show = this.command(l10n.t('Show Operation'), 'showOperation');
    switch (state.kind) {
      case 'running':
        // CloudFormation does not take a deletion back.
        return kind === 'delete' ? [show] : [show, this.command(l10n.t('Cancel…'), 'cancelOperation')];
      case 'unattached':
        return [show, this.another()];
      case 'succeeded':
      case 'deleted':
      case 'forgotten':
        return [this.another()];
      case 'kept':
        return [...this.choices(kind, state), this.another()];
      case 'failed':
        return [...this.choices(kind, state), this.command(l10n.t('Show Log'), 'showLog'), this.another()];
    }
  }

  /** What can be done with what failed, besides what the banner of a failed creation offers. */
  private choices(
    kind: Shown['kind'],
    state: Extract<OperationState, { kind: 'failed' | 'kept' }>,
  ): readonly HTMLElement[] {
    const exists = state.remains.kind === 'stack';
    const keepText = exists ? l10n.t('Keep') : l10n.t('Dismiss');
    const keep = state.kind === 'kept' ? [] : [this.command(keepText, 'keepResources')];
    if (kind === 'create') return keep;
    const remove = exists ? [this.command(l10n.t('Delete Everything'), 'deleteFailedCluster')] : [];
    return [this.command(l10n.t('Retry'), 'retryOperation'), ...remove, ...keep];
  }

  private another(): HTMLElement {
    return button({
      text: l10n.t('Create Another Like This'),
      appearance: 'secondary',
      onClick: () => this.dispatch({ type: 'createAnotherClicked' }),
    });
  }

  private command(text: string, command: FormCommand): HTMLElement {
    return button({
      text,
      appearance: 'secondary',
      onClick: () => this.dispatch({ type: 'commandClicked', command }),
    });
  }
}

function paragraphs({ kind, state }: Shown): readonly string[] {
  switch (state.kind) {
    case 'running':
      return [state.activity, l10n.t('You can close this tab: AWS continues in the background.')];
    case 'unattached':
      return [whatWaits(kind, state.where), ...state.notes];
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
        state.remains.kind === 'stack' ? state.remains.cost : l10n.t('Nothing remains in AWS.'),
      ];
    case 'kept':
      return [state.failure.message, state.failure.cause, state.failure.remedy, state.remains.cost];
    case 'forgotten':
      return [state.failure.message, state.failure.cause, state.failure.remedy];
  }
}

function whatWaits(kind: Shown['kind'], where: string): string {
  return kind === 'create'
    ? l10n.t('It is added to {0} as soon as that is open in a trusted window. Open it to continue.', where)
    : l10n.t('It is removed from {0} as soon as that is open in a trusted window.', where);
}
