import type { Action } from './action';
import { onResponse, onError } from './responses';
import { authenticate, identityChanged, useCreatedRoles } from './authentication';
import { edit, fill, blurField } from './edits';
import { goToFault, unpinField } from './fault';
import { retry } from './lists';
import { applyPreset, undoPreset } from './presets';
import { acceptFailures, checksChanged } from './preflight';
import { isLocked, type FormState } from './state';
import { sendRequest, sequence, withState, noop, type Transition, type TransitionResult } from './transition';
import { review } from './review';
import { createAnother, create, operationChanged, retryOffered } from './submission';

/** The form's only way from one state to the next. Effects are data; the store runs them. */
export function reduce(state: FormState, action: Action): TransitionResult {
  const step = transition(action)(state);
  const isFromHost = action.type === 'requestSucceeded' && action.request === 'open';
  if (isFromHost || step.state.draft === state.draft) return step;
  return sequence(() => step, saveDraft)(state);
}

function transition(action: Action): Transition {
  switch (action.type) {
    case 'pageOpened':
      return sequence(
        action.unsaved ? fill(action.unsaved) : noop,
        sendRequest('open', {}),
        sendRequest('identify', {}),
        sendRequest('suggestRegions', {}),
      );
    case 'requestSucceeded':
      return onResponse(action);
    case 'requestFailed':
      return onError(action);
    case 'fieldEdited':
      return withState((state) => (isLocked(state) ? noop : edit(action)));
    case 'fieldBlurred':
      return blurField(action.field);
    case 'retryClicked':
      return retry(action.request);
    case 'authenticateClicked':
      return authenticate;
    case 'createClicked':
      return create;
    case 'reviewClicked':
      return review(action.what);
    case 'createAnywayToggled':
      return acceptFailures(action.anyway);
    case 'checkAgainClicked':
      return sendRequest('checkAgain', {});
    case 'checksChanged':
      return checksChanged(action.checks);
    case 'presetClicked':
      return applyPreset(action.preset);
    case 'presetUndoClicked':
      return undoPreset;
    case 'goToFieldClicked':
      return goToFault;
    case 'userActed':
      return unpinField;
    case 'createAnotherClicked':
      return createAnother;
    case 'copyClicked':
      return sendRequest('copy', { what: action.what });
    case 'commandClicked':
      return sendRequest('run', { command: action.command });
    case 'operationChanged':
      return operationChanged(action.operation);
    case 'retryOffered':
      return retryOffered(action.retry);
    case 'identityChanged':
      return identityChanged(action.externalId);
    case 'rolesCreated':
      return withState((state) => (isLocked(state) ? noop : useCreatedRoles(action.roles)));
  }
}

/** After every change of the draft, so that no input is lost. */
const saveDraft: Transition = withState(({ draft }) => sendRequest('saveDraft', { draft }));
