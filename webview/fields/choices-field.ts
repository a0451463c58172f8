import { h } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import type { Draft } from '../../src/core/cluster-form/draft';
import type { Edit } from '../state/action';
import { checkbox, type Checkbox } from '../toolkit';
import { FieldFrame, type FieldText } from './field';

type ChoicesFieldName = 'logTypes' | 'addOns';

/** Several boxes to tick, for a few things that are known beforehand. */
export function choicesField<F extends ChoicesFieldName>(
  text: FieldText & {
    readonly field: F;
    readonly choices: readonly { readonly value: Draft[F][number]; readonly label: string }[];
  },
  dispatch: Dispatch,
): View {
  const { field, choices } = text;
  const frame = new FieldFrame(text);
  const boxes = new Map<string, Checkbox>();
  let chosen: readonly string[] = [];
  const choose = (value: string, isChecked: boolean) => {
    if (chosen.includes(value) === isChecked) return;
    const all = choices.map((choice) => choice.value as string);
    const values = all.filter((other) => (other === value ? isChecked : chosen.includes(other)));
    dispatch({ type: 'fieldEdited', ...({ field, value: values } as Edit) });
  };
  for (const { value, label } of choices) {
    const box = checkbox({ id: `${field}-${value}` }, (isChecked) => choose(value, isChecked));
    box.append(label);
    boxes.set(value, box);
  }
  const group = h(
    'div',
    { id: field, class: 'choices', role: 'group', 'aria-labelledby': `${field}-label` },
    ...boxes.values(),
  );
  frame.show(group);
  return {
    element: frame.element,
    update(page) {
      chosen = page.state.draft[field];
      for (const [value, box] of boxes) {
        const isChecked = chosen.includes(value);
        if (box.checked !== isChecked) box.checked = isChecked;
        box.disabled = page.isLocked;
      }
      frame.update(page, group);
    },
  };
}
