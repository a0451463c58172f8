import type { Draft } from '../../src/core/cluster-form/draft';
import { useDispatch } from '../dispatch';
import { Icon } from '../dom/icon';
import type { FieldProps } from '../form-model';
import type { Edit } from '../state/action';
import { Checkbox } from '../toolkit';
import { describedBy, Field, type FieldText } from './field';

type ChoicesFieldName = 'logTypes' | 'addOns' | 'autoAddOns';

/** A choice that cannot be made, whatever the draft says, and why. */
export interface UnavailableChoice {
  readonly value: string;
  readonly reason: string;
}

/** Several checkboxes, for a few things that are known in advance. */
export function ChoicesField<F extends ChoicesFieldName>(
  props: FieldProps<F> &
    FieldText & {
      readonly choices: readonly { readonly value: Draft[F][number]; readonly label: string }[];
      readonly unavailable?: UnavailableChoice;
    },
) {
  const { field, isLocked, choices, unavailable } = props;
  const chosen: readonly string[] = props.value;
  const dispatch = useDispatch();
  const noteId = `${field}-note`;
  const toggle = (value: string, isChecked: boolean) => {
    const all = choices.map((choice) => choice.value as string);
    const values = all.filter((other) => (other === value ? isChecked : chosen.includes(other)));
    dispatch({ type: 'fieldEdited', ...({ field, value: values } as Edit) });
  };
  return (
    <Field {...props} note={unavailable && <UnavailableNote id={noteId} {...unavailable} />}>
      <div
        id={field}
        class="choices"
        role="group"
        aria-labelledby={`${field}-label`}
        {...describedBy(props, unavailable && noteId)}
      >
        {choices.map(({ value, label }) => (
          <Checkbox
            key={value}
            id={`${field}-${value}`}
            checked={chosen.includes(value) && value !== unavailable?.value}
            disabled={isLocked || value === unavailable?.value}
            onToggle={(isChecked) => toggle(value, isChecked)}
          >
            {label}
          </Checkbox>
        ))}
      </div>
    </Field>
  );
}

function UnavailableNote({ id, reason }: UnavailableChoice & { readonly id: string }) {
  return (
    <div class="note">
      <Icon name="warning" />
      <span id={id}>{reason}</span>
    </div>
  );
}
