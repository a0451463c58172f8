import type { ComponentChildren } from 'preact';
import type { FieldProps } from '../form-model';

export interface FieldText {
  readonly label: string;
  readonly hint?: string;
}

type Described = Pick<FieldProps, 'field' | 'problem'> & FieldText;

/**
 * What every field has: a label, a hint, a control, and its problem. Ids are made of the field's name.
 * @param props.children the control, with the field's name as its id
 * @param props.note what a list has to say, above the problem
 * @param props.after what follows from the choice, below the problem
 */
export function Field(
  props: Described &
    Pick<FieldProps, 'validity'> & {
      readonly children: ComponentChildren;
      readonly note?: ComponentChildren;
      readonly after?: ComponentChildren;
    },
) {
  const { field, label, hint, validity, problem, children, note, after } = props;
  return (
    <div class="field" data-state={validity}>
      <label id={`${field}-label`} class="label" for={field}>
        {label}
      </label>
      {hint && (
        <p id={`${field}-hint`} class="hint">
          {hint}
        </p>
      )}
      <div class="control">{children}</div>
      {note}
      {problem && (
        <p id={`${field}-problem`} class="problem">
          {problem}
        </p>
      )}
      {after}
    </div>
  );
}

/** Links a control to its hint, its notes and its problem. @param notes ids of the notes that are shown */
export function describedBy(
  { field, hint, problem }: Described,
  ...notes: readonly (string | false | undefined)[]
): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const ids = [hint && `${field}-hint`, ...notes, problem && `${field}-problem`].filter(Boolean);
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': problem ? 'true' : undefined,
  };
}
