import * as l10n from '@vscode/l10n';
import { counted } from '../core/counted';
import { elapsedText } from '../core/operation/duration';
import type { Failure } from '../core/cloudformation/failure';
import type { OperationState, OperationView } from '../core/operation/view';

/** An operation in one line: for row and log. */
export function operationText(view: OperationView): string {
  const { kind, state } = view;
  switch (state.kind) {
    case 'running':
      return [progressText(view), elapsedText(state, view.usualMs)].join(' · ');
    case 'pendingRegistration':
      return kind === 'create'
        ? l10n.t('Finished, not yet attached')
        : l10n.t('Deleted, still in the settings of {0}', state.where);
    case 'succeeded':
      return [readyText(state.nodesReady), ...state.notes].join(' ');
    case 'deleted':
      return [l10n.t('Deleted.'), ...state.notes].join(' ');
    case 'failed':
      return [failureText(state.failure), remainsText(view)].filter(Boolean).join(' ');
    case 'kept':
      return [keptText(state), failureText(state.failure), state.leftovers.cost].join(' · ');
    case 'forgotten':
      return failureText(state.failure);
  }
}

/** The text for a created cluster. */
export function readyText(nodes: number): string {
  return counted(nodes, {
    one: l10n.t('Ready, with 1 node.'),
    many: l10n.t('Ready, with {0} nodes.', nodes),
  });
}

/** The progress, in short. */
function progressText({ kind, state, done, total }: OperationView): string {
  const activity = state.kind === 'running' ? state.activity : '';
  // The resources of a stack that is being deleted are known from its events only.
  if (total === 0) return activity;
  return kind === 'create'
    ? l10n.t('Creating {0}/{1} · {2}', done, total, activity)
    : l10n.t('Deleting {0}/{1} · {2}', done, total, activity);
}

/** What exists of a failed operation that the user keeps, in few words. */
export function keptText({ price }: Extract<OperationState, { kind: 'kept' }>): string {
  return l10n.t('kept · {0}', price);
}

/** What a failed operation still costs until the user chooses. */
export function remainsText({ kind, state }: OperationView): string {
  if (state.kind !== 'failed') return '';
  if (state.leftovers.kind === 'stack') return state.leftovers.cost;
  return kind === 'create' ? l10n.t('Nothing remains in AWS.') : '';
}

function failureText({ message, cause, remedy }: Failure): string {
  return [message, cause, remedy].join(' ');
}
