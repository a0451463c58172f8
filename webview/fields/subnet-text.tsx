import * as l10n from '@vscode/l10n';
import type { InputHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';

/** Subnet IDs as text, for a role that is not allowed to list subnets. */
export function SubnetText({
  chosen,
  isLocked,
  onChoose,
  onLeave,
  ...attributes
}: {
  readonly chosen: readonly string[];
  readonly isLocked: boolean;
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onLeave: () => void;
} & InputHTMLAttributes) {
  const [typed, setTyped] = useState('');
  return (
    <input
      id="subnetIds"
      class="text"
      type="text"
      autocomplete="off"
      spellcheck={false}
      maxlength={4096} // what a CloudFormation parameter accepts
      placeholder={l10n.t('Subnet IDs, separated by commas')}
      // The text stays as it was typed for as long as it means the same.
      value={parse(typed).join() === chosen.join() ? typed : chosen.join(', ')}
      disabled={isLocked}
      onInput={({ currentTarget: { value } }) => {
        setTyped(value);
        onChoose(parse(value));
      }}
      onChange={onLeave}
      {...attributes}
    />
  );
}

function parse(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((id) => id !== '');
}
