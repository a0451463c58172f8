import * as l10n from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { useDispatch } from '../dispatch';
import { Button } from '../toolkit';

/**
 * An identifier to give to the administrator of an AWS account: read it, or copy it.
 * @param props.value `undefined` while it is not known
 */
export function IdentifierField(props: {
  readonly what: 'accountId' | 'externalId';
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
  readonly children: ComponentChildren;
}) {
  const { what, label, hint, value, children } = props;
  const dispatch = useDispatch();
  return (
    <div class="field">
      <label class="label" for={what}>
        {label}
      </label>
      <p id={`${what}-hint`} class="hint">
        {hint}
      </p>
      <div class="control">
        <input
          id={what}
          class="text identifier"
          type="text"
          readOnly
          aria-describedby={`${what}-hint`}
          value={value ?? ''}
        />
        <Button
          text={l10n.t('Copy')}
          detail={label}
          disabled={value === undefined}
          onClick={() => dispatch({ type: 'copyClicked', what })}
        />
      </div>
      {children}
    </div>
  );
}
