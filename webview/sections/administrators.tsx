import * as l10n from '@vscode/l10n';
import { CheckboxField } from '../fields/checkbox-field';
import { LinesField } from '../fields/lines-field';
import type { FormModel } from '../form-model';
import { loaded } from '../state/state';

/** Cluster administrators: always the provision role, the user by default, and those who are listed. */
export function AdministratorFields({ form }: { readonly form: FormModel }) {
  return (
    <>
      <OwnAccessField form={form} />
      <LinesField
        {...form.field('administrators')}
        label={l10n.t('Further cluster administrators')}
        hint={l10n.t(
          'ARNs of roles or users in the cluster’s account, one per line. The role that you authenticated with is always an administrator.',
        )}
        placeholder="arn:aws:iam::123456789012:role/admin"
      />
    </>
  );
}

/** Without an access entry of their own, users can access the cluster only through the provision role. */
function OwnAccessField({ form }: { readonly form: FormModel }) {
  const principal = loaded(form.state.requests.authenticate)?.ownPrincipal;
  const isOffered = principal?.kind !== 'notOffered';
  const { value, isLocked } = form.field('ownAccess');
  return (
    <CheckboxField
      field="ownAccess"
      // If it is not possible the box is clear, whatever the draft says.
      value={isOffered && value}
      isLocked={isLocked || !isOffered}
      label={l10n.t('Your own access')}
      hint={l10n.t('Make your own role or user a cluster administrator.')}
    >
      {principal && (
        <p class="hint">
          {principal.kind === 'offered' ? principal.arn : l10n.t('Not possible here: {0}', principal.reason)}
        </p>
      )}
    </CheckboxField>
  );
}
