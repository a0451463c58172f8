import type { Draft } from '../../src/core/cluster-form/draft';
import { useDispatch } from '../dispatch';
import type { FieldProps } from '../form-model';
import type { Edit } from '../state/action';
import { Checkbox } from '../toolkit';
import { describedBy, Field, type FieldText } from './field';

type ChoicesFieldName = 'logTypes' | 'addOns';

/** Several checkboxes, for a few things that are known in advance. */
export function ChoicesField<F extends ChoicesFieldName>(
  props: FieldProps<F> &
    FieldText & {
      readonly choices: readonly { readonly value: Draft[F][number]; readonly label: string }[];
    },
) {
  const { field, isLocked, choices } = props;
  const chosen: readonly string[] = props.value;
  const dispatch = useDispatch();
  const toggle = (value: string, isChecked: boolean) => {
    const all = choices.map((choice) => choice.value as string);
    const values = all.filter((other) => (other === value ? isChecked : chosen.includes(other)));
    dispatch({ type: 'fieldEdited', ...({ field, value: values } as Edit) });
  };
  return (
    <Field {...props}>
      <div id={field} class="choices" role="group" aria-labelledby={`${field}-label`} {...describedBy(props)}>
        {choices.map(({ value, label }) => (
          <Checkbox
            key={value}
            id={`${field}-${value}`}
            checked={chosen.includes(value)}
            disabled={isLocked}
            onToggle={(isChecked) => toggle(value, isChecked)}
          >
            {label}
          </Checkbox>
        ))}
      </div>
    </Field>
  );
}
