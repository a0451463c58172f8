import type { SelectHTMLAttributes } from 'preact';
import { useMemo } from 'preact/hooks';
import { useDispatch } from '../dispatch';
import { textEdit, type Bound } from './text-field';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Choices under a common heading, or without one. */
export interface ChoiceGroup {
  readonly heading?: string;
  readonly choices: readonly Choice[];
}

/** A native drop-down. @param props.placeholder shown while nothing is chosen; without one something always is */
export function Select({
  of: { field, value, isLocked },
  groups,
  placeholder,
  ...attributes
}: {
  readonly of: Bound;
  readonly groups: readonly ChoiceGroup[];
  readonly placeholder?: string;
} & SelectHTMLAttributes) {
  const dispatch = useDispatch();
  // Elements that are the same objects as last time are not compared: a list may have hundreds.
  const options = useMemo(() => withValue(groups, value).map(groupElement), [groups, value]);
  return (
    <select
      id={field}
      class="dropdown"
      value={value}
      disabled={isLocked}
      onChange={({ currentTarget }) => {
        dispatch({ type: 'fieldEdited', ...textEdit(field, currentTarget.value) });
        dispatch({ type: 'fieldBlurred', field });
      }}
      {...attributes}
    >
      {placeholder !== undefined && <option value="">{placeholder}</option>}
      {options}
    </select>
  );
}

/** The draft's value is shown even if the list does not have it: validation says what is wrong with it. */
function withValue(groups: readonly ChoiceGroup[], value: string): readonly ChoiceGroup[] {
  const isKnown = groups.some(({ choices }) => choices.some((choice) => choice.value === value));
  return value === '' || isKnown ? groups : [...groups, { choices: [{ value, label: value }] }];
}

function groupElement({ heading, choices }: ChoiceGroup) {
  const options = choices.map((choice) => <Option key={choice.value} {...choice} />);
  return heading === undefined ? (
    options
  ) : (
    <optgroup key={heading} label={heading}>
      {options}
    </optgroup>
  );
}

/** Preact leaves the attribute out if it is the same as the text; here every option has it. */
function Option({ value, label }: Choice) {
  return (
    <option ref={(element) => element?.setAttribute('value', value)} value={value}>
      {label}
    </option>
  );
}
