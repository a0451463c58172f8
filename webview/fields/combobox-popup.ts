import { h, setAttributes, setText } from '../dom/element';

/** One of the things to choose from: its value, and what sets it apart. */
export interface ComboboxRow {
  readonly value: string;
  readonly facts: readonly string[];
}

/** What a search found: as many rows as anybody would look through, and a sentence about the others. */
export interface Found {
  readonly rows: readonly ComboboxRow[];
  readonly note: string;
}

/** The list below a combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export class ComboboxPopup {
  readonly element: HTMLElement;
  private readonly list: HTMLElement;
  private readonly note = h('p', { class: 'hint', role: 'status' });
  private rows: readonly ComboboxRow[] = [];
  private active = -1;

  constructor(
    readonly listId: string,
    label: string,
    onChoose: (value: string) => void,
  ) {
    this.list = h('ul', { id: listId, role: 'listbox', 'aria-label': label });
    this.element = h('div', { class: 'popup', hidden: true }, this.list, this.note);
    // The focus stays in the input.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('li') : undefined;
      const row = this.rows.find((_, i) => this.list.children[i] === option);
      if (row) onChoose(row.value);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get activeValue(): string | undefined {
    return this.rows[this.active]?.value;
  }

  get activeId(): string | undefined {
    return this.list.children[this.active]?.id;
  }

  /** @param value of the row that is active then, if it is there */
  show({ rows, note }: Found, value: string | undefined): void {
    this.rows = rows;
    this.list.replaceChildren(...rows.map((row, i) => option(row, `${this.listId}-${i}`)));
    this.list.hidden = rows.length === 0;
    this.element.hidden = false;
    this.note.hidden = note === '';
    setText(this.note, note);
    this.list.scrollTop = 0;
    this.activate(rows.findIndex((row) => row.value === value));
  }

  hide(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.rows = [];
    this.active = -1;
    this.list.replaceChildren();
  }

  /** From the last row to the first and back: the list is a ring. */
  move(by: 1 | -1): void {
    const from = this.active < 0 && by < 0 ? this.rows.length : this.active;
    this.activate((from + by + this.rows.length) % Math.max(this.rows.length, 1));
  }

  moveTo(end: 'first' | 'last'): void {
    this.activate(end === 'first' ? 0 : this.rows.length - 1);
  }

  private activate(index: number): void {
    this.active = index;
    for (const [i, each] of [...this.list.children].entries())
      setAttributes(each, { 'aria-selected': String(i === index) });
    this.list.children[index]?.scrollIntoView({ block: 'nearest' });
  }
}

/** The blanks are not laid out: they part the words for who hears them. */
function option({ value, facts }: ComboboxRow, id: string): HTMLElement {
  return h(
    'li',
    { id, role: 'option' },
    h('span', { class: 'value' }, value),
    ...facts.flatMap((fact) => [' ', h('span', {}, fact)]),
  );
}
