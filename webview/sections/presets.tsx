import * as l10n from '@vscode/l10n';
import { PRESETS } from '../../src/core/cluster-form/presets';
import { useDispatch } from '../dispatch';
import type { FormModel } from '../form-model';
import { arePresetsReady, PRESET_TEXTS, presetNote } from '../state/presets';
import { Button } from '../toolkit';

/** Settings to start from, filled in with one click. */
export function PresetsSection({ form: { state, isLocked } }: { readonly form: FormModel }) {
  const dispatch = useDispatch();
  const isReady = arePresetsReady(state);
  return (
    <section class="section" aria-labelledby="presets">
      <h2 id="presets" tabIndex={-1}>
        {l10n.t('Presets')}
      </h2>
      <p class="intro">
        {l10n.t(
          'Optional. Each preset fills in several settings below. Name, role, region and VPC are not changed.',
        )}
      </p>
      <ul class="presets">
        {PRESETS.map((preset) => (
          <li key={preset}>
            <Button
              text={PRESET_TEXTS[preset].name()}
              disabled={!isReady}
              onClick={() => dispatch({ type: 'presetClicked', preset })}
            />
            <span class="hint">{PRESET_TEXTS[preset].hint()}</span>
          </li>
        ))}
      </ul>
      {state.appliedPreset && (
        <p class="actions">
          <span>{presetNote(state)}</span>
          <Button
            text={l10n.t('Undo')}
            detail={l10n.t('the preset')}
            disabled={isLocked}
            onClick={() => dispatch({ type: 'presetUndoClicked' })}
          />
        </p>
      )}
    </section>
  );
}
