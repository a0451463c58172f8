import * as l10n from '@vscode/l10n';
import { h } from '../dom/element';
import type { Page } from '../dom/page';

/** Subnet identifiers as text, for when the role may not list subnets. */
export class SubnetText {
  readonly element: HTMLInputElement;

  constructor(onChoose: (ids: readonly string[]) => void, onSettle: () => void) {
    this.element = h('input', {
      id: 'subnetIds',
      class: 'text',
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      maxlength: '4096', // what a parameter of CloudFormation takes
      placeholder: l10n.t('Subnet IDs, separated by commas'),
    });
    this.element.addEventListener('input', () => onChoose(parse(this.element.value)));
    this.element.addEventListener('change', onSettle);
  }

  /** The text stays as it was typed for as long as it means the same. */
  update({ state, isLocked }: Page): void {
    const ids = state.draft.subnetIds;
    if (parse(this.element.value).join() !== ids.join()) this.element.value = ids.join(', ');
    this.element.disabled = isLocked;
  }
}

function parse(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((id) => id !== '');
}
