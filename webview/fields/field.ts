import type { Field } from '../../src/core/cluster-form/draft';
import { h, setAttributes, setChildren, setText } from '../dom/element';
import type { Page } from '../dom/page';
import type { FieldState } from '../state/fields';

export interface FieldText {
  readonly field: Field;
  readonly label: string;
  readonly hint?: string;
}

/** What every field has: a label, a hint, a control, and room for its problem. Its ids are made of the field's name. */
export class FieldFrame {
  readonly element: HTMLElement;
  private readonly slot = h('div', { class: 'control' });
  private readonly problem: HTMLElement;

  constructor(private readonly text: FieldText) {
    const { field, label, hint } = text;
    this.problem = h('p', { id: `${field}-problem`, class: 'problem', hidden: true });
    this.element = h(
      'div',
      { class: 'field' },
      h('label', { id: `${field}-label`, class: 'label', for: field }, label),
      h('p', { id: `${field}-hint`, class: 'hint', hidden: hint === undefined }, hint ?? ''),
      this.slot,
      this.problem,
    );
  }

  /** Shows these controls; one of them has the field's name as its id. */
  show(...controls: readonly HTMLElement[]): void {
    setChildren(this.slot, controls);
  }

  /** Adds something below the control, such as what a list has to say. */
  append(element: HTMLElement): void {
    this.problem.before(element);
  }

  /** @param control is linked to the hint, the problem and `notes`, by id */
  update(page: Page, control: HTMLElement, ...notes: readonly string[]): void {
    const { field, hint } = this.text;
    const state = page.field(field);
    const problem = problemText(state);
    this.problem.hidden = problem === '';
    setText(this.problem, problem);
    const described = [
      ...(hint ? [`${field}-hint`] : []),
      ...notes,
      ...(problem ? [`${field}-problem`] : []),
    ];
    setAttributes(control, {
      'aria-describedby': described.join(' ') || undefined,
      'aria-invalid': problem === '' ? undefined : 'true',
    });
    setAttributes(this.element, { 'data-state': state.kind });
  }
}

function problemText(state: FieldState): string {
  switch (state.kind) {
    case 'untouched':
    case 'valid':
      return '';
    case 'missing':
    case 'invalid':
      return `${state.problem.message} ${state.problem.remedy}`;
  }
}
