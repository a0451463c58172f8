import * as l10n from '@vscode/l10n';
import type { CheckRow } from '../../src/core/preflight/check';
import { useDispatch } from '../dispatch';
import { memo } from '../dom/memo';
import { Button } from '../toolkit';
import { CheckItem } from './check-item';

/** What AWS would reject minutes later, checked while the form is filled in. */
export const PreflightSection = memo(
  ({ checks, isLocked }: { readonly checks: readonly CheckRow[]; readonly isLocked: boolean }) => {
    const dispatch = useDispatch();
    return (
      <section class="section" aria-labelledby="preflight">
        <h2 id="preflight" tabIndex={-1}>
          {l10n.t('Pre-flight')}
        </h2>
        <p class="intro">
          {l10n.t('Checked with AWS while you fill in the form. Nothing is changed in your account.')}
        </p>
        {checks.length === 0 && <p class="waiting">{l10n.t('Authenticate to have the settings checked.')}</p>}
        <ul class="checks">
          {checks.map((check) => (
            <CheckItem key={check.id} {...check} />
          ))}
        </ul>
        {checks.length > 0 && (
          <div class="actions">
            <Button
              text={l10n.t('Check Again')}
              disabled={isLocked}
              onClick={() => dispatch({ type: 'checkAgainClicked' })}
            />
          </div>
        )}
      </section>
    );
  },
);
