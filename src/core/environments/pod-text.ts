import * as l10n from '@vscode/l10n';
import { counted } from '../counted';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import { isReady, type Pod } from './objects/pod';

/** How a pod is, in a few words: Kubernetes' own where it is in trouble, as `kubectl get pods` shows them. */
export function podText(pod: Pod): string {
  const restarts = pod.containers.reduce((sum, container) => sum + container.restarts, 0);
  const often =
    restarts === 0
      ? ''
      : counted(restarts, { one: l10n.t('1 restart'), many: l10n.t('{0} restarts', restarts) });
  return [statusOf(pod), often].filter(Boolean).join(' · ');
}

function statusOf(pod: Pod): string {
  if (pod.isEnding) return l10n.t('Terminating');
  if (isReady(pod)) return l10n.t('Running');
  const reasons = pod.containers.flatMap(({ state }) =>
    (state.kind === 'waiting' || state.kind === 'terminated') && state.reason !== 'Completed'
      ? [state.reason]
      : [],
  );
  const word = pod.reason || reasons.find((reason) => reason !== '') || '';
  if (word !== '') return displayText(word, MAX_LENGTH.name);
  return pod.phase === 'Running' ? l10n.t('Running, not ready') : displayText(pod.phase, MAX_LENGTH.name);
}
