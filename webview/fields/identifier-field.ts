import * as l10n from '@vscode/l10n';
import { h } from '../dom/element';
import type { Dispatch } from '../dom/page';
import { button, type Button } from '../toolkit';
import { setValue } from './text-field';

/** An identifier to hand to whoever administers the AWS account: read it, or copy it. */
export class IdentifierField {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly copy: Button;

  constructor(text: { what: 'accountId' | 'externalId'; label: string; hint: string }, dispatch: Dispatch) {
    const { what, label, hint } = text;
    this.input = h('input', {
      id: what,
      class: 'text identifier',
      type: 'text',
      readonly: true,
      'aria-describedby': `${what}-hint`,
    });
    this.copy = button({
      text: l10n.t('Copy'),
      detail: label,
      appearance: 'secondary',
      onClick: () => dispatch({ type: 'copyClicked', what }),
    });
    this.element = h(
      'div',
      { class: 'field' },
      h('label', { class: 'label', for: what }, label),
      h('p', { id: `${what}-hint`, class: 'hint' }, hint),
      h('div', { class: 'control' }, this.input, this.copy),
    );
  }

  /** @param value `undefined` as long as it is not known */
  update(value: string | undefined): void {
    setValue(this.input, value ?? '');
    this.copy.disabled = value === undefined;
  }

  append(element: HTMLElement): void {
    this.element.append(element);
  }
}
