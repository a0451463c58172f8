import { h } from '../dom/element';
import type { Dispatch, Page, View } from '../dom/page';
import type { Draft } from '../../src/core/cluster-form/draft';
import type { Edit } from '../state/action';
import { checkbox } from '../toolkit';

type CheckboxFieldName = { [F in keyof Draft]: Draft[F] extends boolean ? F : never }[keyof Draft];

/** A box to tick, with what it means beside it, as in the settings editor. */
export function checkboxField(
  text: {
    readonly field: CheckboxFieldName;
    readonly label: string;
    readonly hint: string;
    /** Where there is nothing to choose the box is empty, whatever stands in the draft. */
    readonly isOffered?: (page: Page) => boolean;
  },
  dispatch: Dispatch,
): View {
  const { field, label, hint, isOffered = () => true } = text;
  let isChecked = false;
  const box = checkbox(
    { id: field, 'aria-labelledby': `${field}-label`, 'aria-describedby': `${field}-hint` },
    (checked) => {
      const edit: Edit = { field, value: checked };
      if (checked !== isChecked) dispatch({ type: 'fieldEdited', ...edit });
    },
  );
  box.append(hint);
  const element = h(
    'div',
    { class: 'field' },
    h('span', { id: `${field}-label`, class: 'label' }, label),
    box,
    h('span', { id: `${field}-hint`, hidden: true }, hint),
  );
  return {
    element,
    update(page) {
      const offered = isOffered(page);
      isChecked = offered && page.state.draft[field];
      if (box.checked !== isChecked) box.checked = isChecked;
      box.disabled = page.isLocked || !offered;
    },
  };
}
