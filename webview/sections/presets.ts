import * as l10n from '@vscode/l10n';
import { PRESETS, type Preset } from '../../src/core/cluster-form/presets';
import { h, setText } from '../dom/element';
import type { Dispatch, View } from '../dom/page';
import { arePresetsReady, PRESET_TEXTS, presetNote } from '../state/presets';
import { button } from '../toolkit';

/** Settings to begin with, in one go. */
export function presetsSection(dispatch: Dispatch): View {
  const choices = PRESETS.map((preset) => presetChoice(preset, dispatch));
  const note = h('span');
  const undo = button({
    text: l10n.t('Undo'),
    detail: l10n.t('the preset'),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'presetUndoClicked' }),
  });
  const applied = h('p', { class: 'actions' }, note, undo);
  return {
    element: h(
      'section',
      { class: 'section', 'aria-labelledby': 'presets' },
      h('h2', { id: 'presets', tabindex: '-1' }, l10n.t('Presets')),
      h(
        'p',
        { class: 'intro' },
        l10n.t(
          'Optional. Each fills in several settings below; name, role, region and VPC stay as they are.',
        ),
      ),
      h('ul', { class: 'presets' }, ...choices.map(({ element }) => element)),
      applied,
    ),
    update({ state, isLocked }) {
      const isReady = arePresetsReady(state);
      for (const choice of choices) choice.button.disabled = !isReady;
      applied.hidden = state.appliedPreset === undefined;
      undo.disabled = isLocked;
      setText(note, presetNote(state));
    },
  };
}

function presetChoice(preset: Preset, dispatch: Dispatch) {
  const { name, hint } = PRESET_TEXTS[preset];
  const choose = button({
    text: name(),
    appearance: 'secondary',
    onClick: () => dispatch({ type: 'presetClicked', preset }),
  });
  return { button: choose, element: h('li', {}, choose, h('span', { class: 'hint' }, hint())) };
}
