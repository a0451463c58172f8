import { LONGEST_TEXT } from '../../src/core/cluster-form/read-draft';
import { memo } from '../dom/memo';
import type { FieldProps } from '../form-model';
import { describedBy, Field, type FieldText } from './field';
import { useTextEvents, type TextFieldName } from './text-field';

/** A field with one item per line. It grows with what is typed. */
export const LinesField = memo(
  (props: FieldProps<TextFieldName> & FieldText & { readonly placeholder: string }) => {
    const { field, value, isLocked, placeholder } = props;
    return (
      <Field {...props}>
        <textarea
          id={field}
          class="text lines"
          rows={Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, value.split('\n').length))}
          spellcheck={false}
          maxlength={LONGEST_TEXT}
          placeholder={placeholder}
          value={value}
          disabled={isLocked}
          {...useTextEvents(field)}
          {...describedBy(props)}
        />
      </Field>
    );
  },
);

const [FEWEST_ROWS, MOST_ROWS] = [2, 8];
