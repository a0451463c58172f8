import { h, setText } from '../dom/element';
import type { Dispatch } from '../dom/page';
import { setValue, textEdit, type TextFieldName } from './text-field';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Choices under a common heading; one without a heading stands alone. */
export interface ChoiceGroup {
  readonly heading?: string;
  readonly choices: readonly Choice[];
}

/** A native drop-down whose options are rebuilt only when they differ. */
export class Select {
  readonly element: HTMLSelectElement;
  private readonly placeholder = h('option', { value: '' });
  private shown = '';

  constructor(field: TextFieldName, dispatch: Dispatch) {
    this.element = h('select', { id: field, class: 'dropdown' });
    this.element.addEventListener('change', () => {
      dispatch({ type: 'fieldEdited', ...textEdit(field, this.element.value) });
      dispatch({ type: 'fieldBlurred', field });
    });
  }

  /** @param options.placeholder what stands there while nothing is chosen; without one something always is */
  update(options: {
    groups: readonly ChoiceGroup[];
    value: string;
    placeholder?: string;
    disabled: boolean;
  }): void {
    const { value, placeholder } = options;
    const groups = withValue(options.groups, value);
    const shown = JSON.stringify([groups, placeholder === undefined]);
    if (shown !== this.shown) {
      const rows = groups.flatMap(toNodes);
      this.element.replaceChildren(...(placeholder === undefined ? rows : [this.placeholder, ...rows]));
      this.shown = shown;
    }
    setText(this.placeholder, placeholder ?? '');
    setValue(this.element, value);
    this.element.disabled = options.disabled;
  }
}

/** What stands in the draft is shown even when the list does not have it: validation says what is wrong with it. */
function withValue(groups: readonly ChoiceGroup[], value: string): readonly ChoiceGroup[] {
  const isKnown = groups.some(({ choices }) => choices.some((choice) => choice.value === value));
  return value === '' || isKnown ? groups : [...groups, { choices: [{ value, label: value }] }];
}

function toNodes({ heading, choices }: ChoiceGroup): readonly HTMLElement[] {
  const options = choices.map(({ value, label }) => h('option', { value }, label));
  return heading === undefined ? options : [h('optgroup', { label: heading }, ...options)];
}
