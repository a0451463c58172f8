import { useLayoutEffect, useRef } from 'preact/hooks';

/** One choice: its value, and what distinguishes it. */
interface ComboboxRow {
  readonly value: string;
  readonly facts: readonly string[];
}

/** What a search found: as many rows as anyone would look through, and a sentence about the others. */
export interface Found {
  readonly rows: readonly ComboboxRow[];
  readonly note: string;
}

/** The list as it is open. `active` is the index of the row that Enter chooses, or -1. */
export interface OpenList {
  readonly found: Found;
  readonly active: number;
}

/** The list below a combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function ComboboxList(props: {
  readonly id: string;
  readonly label: string;
  readonly open: OpenList | undefined;
  readonly onChoose: (value: string) => void;
}) {
  const { id, label, open, onChoose } = props;
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => list.current?.scrollTo(0, 0), [open?.found]);
  useLayoutEffect(() => {
    list.current?.children[open?.active ?? -1]?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    // The focus stays in the input.
    <div class="popup" hidden={!open} onMouseDown={(event) => event.preventDefault()}>
      <ul ref={list} id={id} role="listbox" aria-label={label} hidden={open?.found.rows.length === 0}>
        {open?.found.rows.map((row, i) => (
          <Option
            key={row.value}
            row={row}
            id={optionId(id, i)}
            isActive={i === open.active}
            onChoose={onChoose}
          />
        ))}
      </ul>
      <p class="hint" role="status" hidden={!open?.found.note}>
        {open?.found.note}
      </p>
    </div>
  );
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

function Option(props: {
  readonly row: ComboboxRow;
  readonly id: string;
  readonly isActive: boolean;
  readonly onChoose: (value: string) => void;
}) {
  const { row, id, isActive, onChoose } = props;
  return (
    <li id={id} role="option" aria-selected={isActive} onClick={() => onChoose(row.value)}>
      <span class="value">{row.value}</span>
      {/* The blanks are not laid out: they separate the words for screen readers. */}
      {row.facts.map((fact) => [' ', <span key={fact}>{fact}</span>])}
    </li>
  );
}
