import * as l10n from '@vscode/l10n';
import { isFailedCreation } from '../../src/core/operation/view';
import { useDispatch } from '../dispatch';
import type { FormModel } from '../form-model';
import { Button } from '../toolkit';

/** What failed, and what can be done about it; in view wherever the user corrects it. */
export function FailureBanner({ form }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const { operation, retry } = form.state;
  if (!operation || !isFailedCreation(operation)) return null;
  const { failure, leftovers } = operation.state;
  return (
    <section id="failure" class="failure" tabIndex={-1} aria-labelledby="failure-message">
      <p id="failure-message" class="message">
        {failure.message}
      </p>
      <p class="cause">{failure.cause}</p>
      <div class="actions">
        {retry && (
          <Button
            text={l10n.t('Retry')}
            appearance="primary"
            disabled={form.isLocked}
            onClick={() => dispatch({ type: 'createClicked' })}
          />
        )}
        {retry?.fault && (
          <Button text={l10n.t('Go to Field')} onClick={() => dispatch({ type: 'goToFieldClicked' })} />
        )}
        {leftovers.kind !== 'nothing' && (
          <Button
            text={l10n.t('Delete Everything')}
            onClick={() => dispatch({ type: 'commandClicked', command: 'deleteFailedCluster' })}
          />
        )}
      </div>
    </section>
  );
}
