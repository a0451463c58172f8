import * as l10n from '@vscode/l10n';
import { isFailedCreation, type OperationState, type OperationView } from '../../src/core/operation/view';
import type { FormCommand } from '../../src/protocol/messages';
import { useDispatch } from '../dispatch';
import { Button } from '../toolkit';

/** What is going on; in the end, the result and what to do next. */
export function Outcome({ operation }: { readonly operation: OperationView }) {
  const dispatch = useDispatch();
  const { commands, hasAnother } = choices(operation);
  return (
    <div class="outcome" data-kind={operation.state.kind}>
      {paragraphs(operation).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div class="actions">
        {commands.map(({ text, command }) => (
          <Button key={command} text={text} onClick={() => dispatch({ type: 'commandClicked', command })} />
        ))}
        {hasAnother && (
          <Button
            text={l10n.t('Create Another Like This')}
            onClick={() => dispatch({ type: 'createAnotherClicked' })}
          />
        )}
      </div>
    </div>
  );
}

interface CommandChoice {
  readonly text: string;
  readonly command: FormCommand;
}

function choices({ kind, state }: OperationView): {
  readonly commands: readonly CommandChoice[];
  readonly hasAnother: boolean;
} {
  const show: CommandChoice = { text: l10n.t('Show Operation'), command: 'showOperation' };
  const cancel: CommandChoice = { text: l10n.t('Cancel…'), command: 'cancelOperation' };
  const log: CommandChoice = { text: l10n.t('Show Log'), command: 'showLog' };
  switch (state.kind) {
    case 'running':
      // CloudFormation cannot cancel a deletion.
      return { commands: kind === 'delete' ? [show] : [show, cancel], hasAnother: false };
    case 'pendingRegistration':
      return { commands: [show], hasAnother: true };
    case 'succeeded':
    case 'deleted':
    case 'forgotten':
      return { commands: [], hasAnother: true };
    case 'kept':
      return { commands: failedChoices(kind, state), hasAnother: true };
    case 'failed':
      return { commands: [...failedChoices(kind, state), log], hasAnother: true };
  }
}

/** What can be done about a failure, besides what the banner of a failed creation offers. */
function failedChoices(
  kind: OperationView['kind'],
  state: Extract<OperationState, { kind: 'failed' | 'kept' }>,
): readonly CommandChoice[] {
  const exists = state.leftovers.kind === 'stack';
  const keepText = exists ? l10n.t('Keep') : l10n.t('Dismiss');
  const keep: readonly CommandChoice[] =
    state.kind === 'kept' ? [] : [{ text: keepText, command: 'keepResources' }];
  if (kind === 'create') return keep;
  const remove: readonly CommandChoice[] = exists
    ? [{ text: l10n.t('Delete Everything'), command: 'deleteFailedCluster' }]
    : [];
  return [{ text: l10n.t('Retry'), command: 'retryOperation' }, ...remove, ...keep];
}

function paragraphs(operation: OperationView): readonly string[] {
  const { kind, state } = operation;
  switch (state.kind) {
    case 'running':
      return [state.activity, l10n.t('You can close this tab: AWS continues in the background.')];
    case 'pendingRegistration':
      return [waitingText(kind, state.where), ...state.notes];
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
    case 'kept':
      return [
        // The banner shows them.
        ...(isFailedCreation(operation) ? [] : [state.failure.message, state.failure.cause]),
        state.failure.remedy,
        state.leftovers.kind === 'stack' ? state.leftovers.cost : l10n.t('Nothing remains in AWS.'),
      ];
    case 'forgotten':
      return [state.failure.message, state.failure.cause, state.failure.remedy];
  }
}

function waitingText(kind: OperationView['kind'], where: string): string {
  return kind === 'create'
    ? l10n.t('It is added to {0} when that is opened in a trusted window. Open it to continue.', where)
    : l10n.t('It is removed from {0} when that is opened in a trusted window.', where);
}
