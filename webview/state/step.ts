import type { Field } from '../../src/core/spec/draft';
import type { WireError } from '../../src/protocol/messages';
import type { Params, RequestName, Result } from '../../src/protocol/rpc';
import type { FormState, Remote } from './state';

/** What is to be done outside the state, as data. */
export type Effect =
  | AskEffect
  /** Moves the keyboard focus. */
  | { readonly kind: 'focus'; readonly target: FocusTarget }
  /** Tells who cannot see the page what has changed on it. */
  | { readonly kind: 'announce'; readonly text: string };

export type AskEffect = {
  [R in RequestName]: {
    readonly kind: 'ask';
    readonly request: R;
    readonly params: Params<R>;
    readonly ticket: number;
  };
}[RequestName];

export type FocusTarget = Field | 'authenticate' | 'presets' | 'preflight' | 'progress' | 'failure';

export interface Step {
  readonly state: FormState;
  readonly effects: readonly Effect[];
}

/** One move of the state; moves are put together with {@link inOrder}. */
export type Move = (state: FormState) => Step;

/** One after the other; each sees what the former ones made of the state. */
export function inOrder(...moves: readonly Move[]): Move {
  return (state) =>
    moves.reduce<Step>(
      (done, move) => {
        const next = move(done.state);
        return { state: next.state, effects: [...done.effects, ...next.effects] };
      },
      { state, effects: [] },
    );
}

/** Nothing happens. */
export const stay: Move = (state) => ({ state, effects: [] });

/** Puts new values into the state. */
export function change(changes: Partial<FormState>): Move {
  return (state) => ({ state: { ...state, ...changes }, effects: [] });
}

/** A move that depends on where the moves before it led. */
export function look(choose: (state: FormState) => Move): Move {
  return (state) => choose(state)(state);
}

/** Sends a request; an answer to an earlier one of the same name no longer counts. */
export function ask<R extends RequestName>(request: R, params: Params<R>): Move {
  return (state) => {
    const ticket = state.lastTicket + 1;
    const waiting = { ...withRemote(state, request, { kind: 'loading', ticket }), lastTicket: ticket };
    return { state: waiting, effects: [{ kind: 'ask', request, params, ticket } as AskEffect] };
  };
}

/** As if these had never been asked: late answers are dropped. */
export function forget(...requests: readonly RequestName[]): Move {
  return (state) => ({
    state: requests.reduce((left, request) => withRemote(left, request, { kind: 'idle' }), state),
    effects: [],
  });
}

/** What was asked for is there, be it by the request's answer or otherwise. */
export function settleWith<R extends RequestName>(request: R, result: Result<R>): Move {
  return (state) => ({ state: withRemote(state, request, { kind: 'loaded', value: result }), effects: [] });
}

/** What was asked for is not to be had, and why. */
export function failWith(request: RequestName, error: WireError): Move {
  return (state) => ({ state: withRemote(state, request, { kind: 'failed', error }), effects: [] });
}

/** Moves the keyboard's focus, once the page shows the new state. */
export function focus(target: FocusTarget): Move {
  return (state) => ({ state, effects: [{ kind: 'focus', target }] });
}

/** Has a screen reader say it. */
export function announce(text: string): Move {
  return (state) => ({ state, effects: [{ kind: 'announce', text }] });
}

function withRemote<R extends RequestName>(
  state: FormState,
  request: R,
  remote: Remote<Result<R>>,
): FormState {
  return { ...state, remotes: { ...state.remotes, [request]: remote } };
}
