import type { ComponentChildren } from 'preact';
import type { Draft } from '../../src/core/cluster-form/draft';
import { useDispatch } from '../dispatch';
import type { FieldProps } from '../form-model';
import { Checkbox } from '../toolkit';

export type CheckboxFieldName = { [F in keyof Draft]: Draft[F] extends boolean ? F : never }[keyof Draft];

/** A checkbox with its meaning beside it, as in the settings editor. @param props.children what follows from it */
export function CheckboxField(
  props: Pick<FieldProps<CheckboxFieldName>, 'field' | 'value' | 'isLocked'> & {
    readonly label: string;
    readonly hint: string;
    readonly children?: ComponentChildren;
  },
) {
  const { field, value, isLocked, label, hint, children } = props;
  const dispatch = useDispatch();
  return (
    <div class="field">
      <span id={`${field}-label`} class="label">
        {label}
      </span>
      <Checkbox
        id={field}
        aria-labelledby={`${field}-label`}
        aria-describedby={`${field}-hint`}
        checked={value}
        disabled={isLocked}
        onToggle={(isChecked) => dispatch({ type: 'fieldEdited', field, value: isChecked })}
      >
        {hint}
      </Checkbox>
      <span id={`${field}-hint`} hidden>
        {hint}
      </span>
      {children}
    </div>
  );
}
