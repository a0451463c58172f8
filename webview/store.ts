import type { Draft } from '../src/core/cluster-form/draft';
import { RequestError, type FormClient } from '../src/protocol/rpc';
import type { Action, RequestSucceeded } from './state/action';
import { reduce } from './state/reducer';
import { INITIAL_STATE, type FormState } from './state/state';
import type { RequestEffect, Effect, FocusTarget } from './state/transition';

export interface StoreDeps {
  readonly client: FormClient;
  readonly vscode: { saveDraft(draft: Draft): void; clearDraft(): void };
  readonly focus: (target: FocusTarget) => void;
  readonly announce: (text: string) => void;
  readonly render: (state: FormState) => void;
}

/** Holds the state, renders it, and runs the effects of each transition. */
export class Store {
  private state: FormState = INITIAL_STATE;

  constructor(private readonly deps: StoreDeps) {}

  readonly dispatch = (action: Action): void => {
    const { state, effects } = reduce(this.state, action);
    this.state = state;
    this.deps.render(this.state);
    for (const effect of effects) this.run(effect);
    if (action.type === 'requestSucceeded' && action.request === 'saveDraft') this.clearSavedDraft();
  };

  /** Unpins the field that is kept in view, if there is one. */
  readonly userActs = (): void => {
    if (this.state.pinnedField !== undefined) this.dispatch({ type: 'userActed' });
  };

  private run(effect: Effect): void {
    switch (effect.kind) {
      case 'request':
        // At each key, because the tab may be closed after any of them and the host writes to disk with a delay.
        if (effect.request === 'saveDraft') this.deps.vscode.saveDraft(effect.params.draft);
        this.send(effect);
        return;
      case 'focus':
        this.deps.focus(effect.target);
        return;
      case 'announce':
        this.deps.announce(effect.text);
        return;
    }
  }

  private clearSavedDraft(): void {
    if (this.state.requests.saveDraft.kind === 'loaded') this.deps.vscode.clearDraft();
  }

  private send({ request, params, requestId }: RequestEffect): void {
    this.deps.client.request(request, params).then(
      (result) => this.dispatch({ type: 'requestSucceeded', request, requestId, result } as RequestSucceeded),
      (error: unknown) =>
        this.dispatch({ type: 'requestFailed', request, requestId, error: errorReportOf(error) }),
    );
  }
}

function errorReportOf(error: unknown) {
  if (error instanceof RequestError) return error.report;
  return { code: 'unknown', message: String(error), remedy: '' };
}
