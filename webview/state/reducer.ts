import type { Action } from './action';
import { take, takeRefusal } from './arrivals';
import { authenticate, changeIdentity, takeRoles } from './authentication';
import { edit, fill, settle } from './edits';
import { leadToFault, letGo } from './fault';
import { retry } from './lists';
import { applyPreset, undoPreset } from './presets';
import { createAnyway, followChecks } from './preflight';
import { isLocked, type FormState } from './state';
import { ask, inOrder, look, stay, type Move, type Step } from './step';
import { review } from './review';
import { another, create, follow, offerRetry } from './submission';

/** The form's only way from one state to the next. Effects are data; the store runs them. */
export function reduce(state: FormState, action: Action): Step {
  const step = move(action)(state);
  const isFromHost = action.type === 'answered' && action.request === 'open';
  if (isFromHost || step.state.draft === state.draft) return step;
  return inOrder(() => step, save)(state);
}

function move(action: Action): Move {
  switch (action.type) {
    case 'pageOpened':
      return inOrder(
        action.unsaved ? fill(action.unsaved) : stay,
        ask('open', {}),
        ask('identify', {}),
        ask('suggestRegions', {}),
      );
    case 'answered':
      return take(action);
    case 'refused':
      return takeRefusal(action);
    case 'edited':
      return look((state) => (isLocked(state) ? stay : edit(action)));
    case 'settled':
      return settle(action.field);
    case 'retried':
      return retry(action.request);
    case 'authenticateChosen':
      return authenticate;
    case 'createChosen':
      return create;
    case 'reviewChosen':
      return review(action.what);
    case 'createAnywayChosen':
      return createAnyway(action.anyway);
    case 'checkAgainChosen':
      return ask('checkAgain', {});
    case 'preflightMoved':
      return followChecks(action.checks);
    case 'presetChosen':
      return applyPreset(action.preset);
    case 'presetUndone':
      return undoPreset;
    case 'fixChosen':
      return leadToFault;
    case 'userActed':
      return letGo;
    case 'anotherChosen':
      return another;
    case 'copyChosen':
      return ask('copy', { what: action.what });
    case 'commandChosen':
      return ask('run', { command: action.command });
    case 'operationMoved':
      return follow(action.operation);
    case 'retryOffered':
      return offerRetry(action.retry);
    case 'identityChanged':
      return changeIdentity(action.externalId);
    case 'rolesMade':
      return look((state) => (isLocked(state) ? stay : takeRoles(action.roles)));
  }
}

/** Nothing typed is ever lost. */
const save: Move = look(({ draft }) => ask('saveDraft', { draft }));
