import type { Draft, DraftProblems, Field } from '../src/core/cluster-form/draft';
import { isAuthenticated } from './state/edits';
import { fieldState, problems, type FieldState } from './state/fields';
import { isLocked, type FormState } from './state/state';

/** What the component of a field needs to know about it: values that are equal when nothing has changed. */
export interface FieldProps<F extends Field = Field> {
  readonly field: F;
  readonly value: Draft[F];
  readonly validity: FieldState['kind'];
  /** What is wrong and what to do, or nothing. */
  readonly problem: string;
  readonly isLocked: boolean;
}

/** The state, with what the components derive from it. */
export class FormModel {
  readonly isLocked: boolean;
  readonly isAuthenticated: boolean;
  private readonly problems: DraftProblems;

  constructor(readonly state: FormState) {
    this.isLocked = isLocked(state);
    this.isAuthenticated = isAuthenticated(state);
    this.problems = problems(state);
  }

  field<F extends Field>(field: F): FieldProps<F> {
    const { isLocked } = this;
    const shown = fieldState(this.state, field, this.problems[field]);
    const problem = 'problem' in shown ? `${shown.problem.message} ${shown.problem.remedy}` : '';
    return { field, value: this.state.draft[field], validity: shown.kind, problem, isLocked };
  }
}
