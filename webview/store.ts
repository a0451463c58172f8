import type { Draft } from '../src/core/spec/draft';
import { RequestError, type FormClient } from '../src/protocol/rpc';
import type { Action, Answered } from './state/action';
import { reduce } from './state/reducer';
import { INITIAL_STATE, type FormState } from './state/state';
import type { AskEffect, Effect, FocusTarget } from './state/step';

export interface Surroundings {
  readonly client: FormClient;
  readonly editor: { keep(draft: Draft): void; forget(): void };
  readonly focus: (target: FocusTarget) => void;
  readonly announce: (text: string) => void;
  readonly render: (state: FormState) => void;
}

/** Holds the state, shows it, and runs the effects of each step. */
export class Store {
  private state: FormState = INITIAL_STATE;

  constructor(private readonly around: Surroundings) {}

  readonly dispatch = (action: Action): void => {
    const step = reduce(this.state, action);
    this.state = step.state;
    this.around.render(this.state);
    for (const effect of step.effects) this.run(effect);
    if (action.type === 'answered' && action.request === 'saveDraft') this.forgetSaved();
  };

  /** @returns at once, unless the user is being led somewhere just now */
  readonly userActs = (): void => {
    if (this.state.leading !== undefined) this.dispatch({ type: 'userActed' });
  };

  private run(effect: Effect): void {
    switch (effect.kind) {
      case 'ask':
        // At each key: the tab may be closed after any of them, and the host writes to the disk when it sees fit.
        if (effect.request === 'saveDraft') this.around.editor.keep(effect.params.draft);
        this.send(effect);
        return;
      case 'focus':
        this.around.focus(effect.target);
        return;
      case 'announce':
        this.around.announce(effect.text);
        return;
    }
  }

  private forgetSaved(): void {
    if (this.state.remotes.saveDraft.kind === 'loaded') this.around.editor.forget();
  }

  private send({ request, params, ticket }: AskEffect): void {
    this.around.client.request(request, params).then(
      (result) => this.dispatch({ type: 'answered', request, ticket, result } as Answered),
      (error: unknown) => this.dispatch({ type: 'refused', request, ticket, error: toWire(error) }),
    );
  }
}

function toWire(error: unknown) {
  if (error instanceof RequestError) return error.wire;
  return { code: 'unknown', message: String(error), remedy: '' };
}
