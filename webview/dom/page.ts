import type { DraftProblems, Field } from '../../src/core/cluster-form/draft';
import type { Action } from '../state/action';
import { isAuthenticated } from '../state/edits';
import { fieldState, problems, type FieldState } from '../state/fields';
import { isLocked, type FormState } from '../state/state';

export type Dispatch = (action: Action) => void;

/** A part of the page: made once, then brought up to date with each state. */
export interface View {
  readonly element: HTMLElement;
  update(page: Page): void;
}

/** The state as the views read it. */
export class Page {
  readonly isLocked: boolean;
  readonly isAuthenticated: boolean;
  private readonly problems: DraftProblems;

  constructor(readonly state: FormState) {
    this.isLocked = isLocked(state);
    this.isAuthenticated = isAuthenticated(state);
    this.problems = problems(state);
  }

  field(field: Field): FieldState {
    return fieldState(this.state, field, this.problems[field]);
  }
}
