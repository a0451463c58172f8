import * as l10n from '@vscode/l10n';
import { counted } from '../counted';
import type { Counts, EnvironmentState } from './state';

/** A state beside a name, where an icon says the rest: `2/2`, `1/2 rolling out`, or what is wrong. */
export function stateText(state: EnvironmentState): string {
  switch (state.kind) {
    case 'none':
      return l10n.t('nothing deployed');
    case 'rolling-out':
      return l10n.t('{0}/{1} rolling out', state.ready, state.wanted);
    case 'healthy':
      return state.wanted === 0 ? '' : `${state.ready}/${state.wanted}`;
    case 'degraded':
      return [`${state.ready}/${state.wanted}`, state.failure?.text].filter(Boolean).join(' · ');
    case 'failing':
      return state.failure.text;
    case 'stopped':
      return l10n.t('stopped');
    case 'unknown':
      return state.because;
  }
}

/** A state for who does not see an icon. */
export function stateSentence(state: EnvironmentState): string {
  switch (state.kind) {
    case 'none':
      return l10n.t('Nothing is deployed.');
    case 'rolling-out':
      return `${l10n.t('Rolling out, {0} ready.', podsOf(state))} ${state.waitingFor}`.trimEnd();
    case 'healthy':
      return state.wanted === 0 ? l10n.t('Healthy.') : l10n.t('Healthy, {0} ready.', podsOf(state));
    case 'degraded':
      return `${l10n.t('Degraded, {0} ready.', podsOf(state))} ${state.failure?.text ?? ''}`.trimEnd();
    case 'failing':
      return state.ready > 0
        ? l10n.t('Failing: {0} An earlier version still serves.', state.failure.text)
        : l10n.t('Failing: {0}', state.failure.text);
    case 'stopped':
      return l10n.t('Stopped.');
    case 'unknown':
      return l10n.t('Unknown: {0}', state.because);
  }
}

function podsOf({ ready, wanted }: Counts): string {
  return counted(wanted, {
    one: l10n.t('{0} of one pod', ready),
    many: l10n.t('{0} of {1} pods', ready, wanted),
  });
}
