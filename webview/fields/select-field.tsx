import type { ComponentChildren } from 'preact';
import type { FieldProps } from '../form-model';
import { describedBy, Field, type FieldText } from './field';
import { Select, type Choice } from './select';
import type { TextFieldName } from './text-field';

/** A drop-down over choices that need not be requested from AWS. */
export function SelectField(
  props: FieldProps<TextFieldName> &
    FieldText & { readonly choices: readonly Choice[]; readonly after?: ComponentChildren },
) {
  const { choices, isLocked } = props;
  return (
    <Field {...props}>
      <Select
        of={{ ...props, isLocked: isLocked || choices.length === 0 }}
        groups={[{ choices }]}
        {...describedBy(props)}
      />
    </Field>
  );
}
