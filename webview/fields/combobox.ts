import { h, setAttributes } from '../dom/element';
import type { Dispatch } from '../dom/page';
import { ComboboxPopup, type Found } from './combobox-popup';
import { setValue, textEdit, textInput, type TextFieldName } from './text-field';

/** A text field that searches a long list by the words in it. What is typed stays, found or not. */
export class Combobox {
  readonly input: HTMLInputElement;
  readonly element: HTMLElement;
  private readonly popup: ComboboxPopup;

  /** @param options.find what a text finds; `undefined` while there is nothing to search */
  constructor(
    private readonly options: {
      readonly field: TextFieldName;
      readonly listLabel: string;
      readonly find: (text: string) => Found | undefined;
    },
    private readonly dispatch: Dispatch,
  ) {
    const { field, listLabel } = options;
    this.popup = new ComboboxPopup(`${field}-choices`, listLabel, (value) => this.choose(value));
    this.input = textInput(field, dispatch, {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.popup.listId,
    });
    this.element = h('div', { class: 'combobox' }, this.input, this.popup.element);
    this.input.addEventListener('input', () => this.search());
    this.input.addEventListener('click', () => this.browse());
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('keydown', (event) => this.press(event));
  }

  update(shown: { value: string; placeholder: string; disabled: boolean }): void {
    setValue(this.input, shown.value);
    this.input.placeholder = shown.placeholder;
    this.input.disabled = shown.disabled;
    if (shown.disabled) this.close();
  }

  close(): void {
    this.popup.hide();
    this.tell();
  }

  /** What fits the text, the first of it ready for Enter; nothing where the text is all there is to choose. */
  private search(): void {
    const text = this.input.value.trim();
    const found = this.options.find(text);
    const [first, second] = found?.rows ?? [];
    if (!found || (first?.value === text && second === undefined)) {
      this.close();
      return;
    }
    this.popup.show(found, text === '' ? undefined : first?.value);
    this.tell();
  }

  /** All there is, whatever stands in the field. */
  private browse(): void {
    const found = this.popup.isOpen ? undefined : this.options.find('');
    if (!found) return;
    this.popup.show(found, this.input.value.trim());
    this.tell();
  }

  private choose(value: string): void {
    const { field } = this.options;
    this.close();
    this.dispatch({ type: 'fieldEdited', ...textEdit(field, value) });
    this.dispatch({ type: 'fieldBlurred', field });
  }

  private press(event: KeyboardEvent): void {
    const { key, isComposing, ctrlKey, metaKey, shiftKey } = event;
    if (isComposing || ctrlKey || metaKey || shiftKey) return;
    const act = this.popup.isOpen ? this.actions[key] : this.openers[key];
    if (!act) return;
    event.preventDefault();
    act();
    this.tell();
  }

  private readonly openers: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.browse(),
    ArrowUp: () => this.browse(),
  };

  private readonly actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => this.popup.move(1),
    ArrowUp: () => this.popup.move(-1),
    Home: () => this.popup.moveTo('first'),
    End: () => this.popup.moveTo('last'),
    Escape: () => this.popup.hide(),
    Enter: () => {
      const { activeValue } = this.popup;
      if (activeValue === undefined) this.popup.hide();
      else this.choose(activeValue);
    },
  };

  /** Tells assistive technology, which has its focus in the input, what became of the list. */
  private tell(): void {
    setAttributes(this.input, {
      'aria-expanded': String(this.popup.isOpen),
      'aria-activedescendant': this.popup.activeId,
    });
  }
}
