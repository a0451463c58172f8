import type { Field } from '../../src/core/cluster-form/draft';
import type { ErrorReport } from '../../src/protocol/messages';
import type { Params, RequestName, Result } from '../../src/protocol/rpc';
import type { FormState, RequestState } from './state';

/** A side effect, as data. The store runs it. */
export type Effect =
  | RequestEffect
  /** Moves the keyboard focus. */
  | { readonly kind: 'focus'; readonly target: FocusTarget }
  /** Tells screen readers what has changed. */
  | { readonly kind: 'announce'; readonly text: string };

export type RequestEffect = {
  [R in RequestName]: {
    readonly kind: 'request';
    readonly request: R;
    readonly params: Params<R>;
    readonly requestId: number;
  };
}[RequestName];

export type FocusTarget = Field | 'authenticate' | 'presets' | 'preflight' | 'progress' | 'failure';

export interface TransitionResult {
  readonly state: FormState;
  readonly effects: readonly Effect[];
}

/** One step from a state to the next; combined with {@link sequence}. */
export type Transition = (state: FormState) => TransitionResult;

/** Runs transitions in order; each sees the state that the one before it returned. */
export function sequence(...transitions: readonly Transition[]): Transition {
  return (state) =>
    transitions.reduce<TransitionResult>(
      (before, transition) => {
        const next = transition(before.state);
        return { state: next.state, effects: [...before.effects, ...next.effects] };
      },
      { state, effects: [] },
    );
}

/** Changes nothing. */
export const noop: Transition = (state) => ({ state, effects: [] });

/** Writes new values into the state. */
export function update(changes: Partial<FormState>): Transition {
  return (state) => ({ state: { ...state, ...changes }, effects: [] });
}

/** A transition that depends on the current state. */
export function withState(choose: (state: FormState) => Transition): Transition {
  return (state) => choose(state)(state);
}

/** Sends a request; a response to an earlier one of the same name no longer counts. */
export function sendRequest<R extends RequestName>(request: R, params: Params<R>): Transition {
  return (state) => {
    const requestId = state.lastRequestId + 1;
    return {
      state: { ...setRequest(state, request, { kind: 'loading', requestId }), lastRequestId: requestId },
      effects: [{ kind: 'request', request, params, requestId } as RequestEffect],
    };
  };
}

/** Sets requests back to idle; late responses to them are dropped. */
export function reset(...requests: readonly RequestName[]): Transition {
  return (state) => ({
    state: requests.reduce((left, request) => setRequest(left, request, { kind: 'idle' }), state),
    effects: [],
  });
}

/** Records a result, from a response or from elsewhere. */
export function succeed<R extends RequestName>(request: R, result: Result<R>): Transition {
  return (state) => ({ state: setRequest(state, request, { kind: 'loaded', value: result }), effects: [] });
}

/** Records that a request failed, and why. */
export function fail(request: RequestName, error: ErrorReport): Transition {
  return (state) => ({ state: setRequest(state, request, { kind: 'failed', error }), effects: [] });
}

/** Moves the keyboard focus once the page shows the new state. */
export function focus(target: FocusTarget): Transition {
  return (state) => ({ state, effects: [{ kind: 'focus', target }] });
}

/** Has screen readers read a text. */
export function announce(text: string): Transition {
  return (state) => ({ state, effects: [{ kind: 'announce', text }] });
}

function setRequest<R extends RequestName>(
  state: FormState,
  request: R,
  value: RequestState<Result<R>>,
): FormState {
  return { ...state, requests: { ...state.requests, [request]: value } };
}
