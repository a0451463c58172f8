import * as l10n from '@vscode/l10n';
import { counted } from '../core/counted';
import type { OperationState, OperationView } from '../core/operation/view';
import { commandAction } from './command-action';
import type { Action, Notifier } from './notify';
import { remainsText } from './operation-text';

/** The notification with which an operation ends, or comes to where it is the user's turn. */
export function notifyEnd(
  view: OperationView,
  state: Exclude<OperationState, { kind: 'running' }>,
  notifier: Notifier,
): void {
  const { clusterName, id, kind } = view;
  const show = commandAction(l10n.t('Show Operation'), 'eks.showOperation', id);
  switch (state.kind) {
    case 'pendingRegistration': {
      const waits =
        kind === 'create'
          ? l10n.t(
              'Cluster {0} is ready. It will be added to {1} the next time that is opened.',
              clusterName,
              state.where,
            )
          : l10n.t(
              'Cluster {0} was deleted. It will be removed from {1} the next time that is opened.',
              clusterName,
              state.where,
            );
      notify(notifier, waits, state.notes, show);
      return;
    }
    case 'succeeded':
      notify(
        notifier,
        counted(state.nodesReady, {
          one: l10n.t('Cluster {0} is ready, with 1 node.', clusterName),
          many: l10n.t('Cluster {0} is ready, with {1} nodes.', clusterName, state.nodesReady),
        }),
        state.notes,
        ...(isSetUp(view) ? [] : [setUp(view)]),
        show,
      );
      return;
    case 'deleted':
      notify(notifier, l10n.t('Cluster {0} was deleted.', clusterName), state.notes);
      return;
    case 'failed':
      notifier.error(
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
    case 'forgotten':
      return;
  }
}

function notify(
  notifier: Notifier,
  text: string,
  notes: readonly string[],
  ...actions: readonly Action[]
): void {
  if (notes.length > 0) notifier.warning([text, ...notes], ...actions);
  else notifier.info(text, ...actions);
}

/** What can be done about a failure. */
function choices(
  { id, kind }: OperationView,
  { leftovers }: Extract<OperationState, { kind: 'failed' }>,
): readonly Action[] {
  const retry = commandAction(
    kind === 'create' ? l10n.t('Fix and Retry') : l10n.t('Try Again'),
    'eks.retryOperation',
    id,
  );
  if (leftovers.kind === 'nothing') return [retry, commandAction(l10n.t('Dismiss'), 'eks.keepResources', id)];
  const remove = commandAction(l10n.t('Delete Everything'), 'eks.deleteFailedCluster', id);
  const keep = commandAction(l10n.t('Keep'), 'eks.keepResources', id);
  return kind === 'create' ? [retry, remove, keep] : [retry, keep];
}

/** Whether the service account and what belongs to it could be made in the new cluster. */
function isSetUp({ steps }: OperationView): boolean {
  return !steps.some(({ id, status }) => id === 'cluster' && status === 'failed');
}

function setUp({ clusterName, region }: OperationView): Action {
  return commandAction(l10n.t('Set Up…'), 'eks.setUpInCluster', { clusterName, region });
}
