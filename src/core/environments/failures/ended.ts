import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { displayText, MAX_LENGTH } from '../../foreign/shown-text';
import { type Told } from './failure';
import { failureOf, type Finding, type PodLook } from './pod-look';

/** A pod that its node or Kubernetes itself has ended, and not its own process. */
export function findEnded(look: PodLook): Finding | undefined {
  const { phase, reason } = look.pod;
  if (phase !== 'Failed' || reason === '') return undefined;
  const sentence = displayText(look.pod.message, MAX_LENGTH.sentence);
  return failureOf('ended', causeOf(reason, sentence), look);
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/ */
function causeOf(reason: string, sentence: string): Omit<Told, 'mayPass'> {
  switch (reason) {
    case 'Evicted':
      return {
        code: 'evicted',
        text: l10n.t('The node took the pod down: {0}', asSentence(sentence)),
        remedy: l10n.t('Request what the app really needs, or use larger nodes.'),
      };
    case 'DeadlineExceeded':
      return {
        code: 'pod-deadline',
        text: l10n.t('The pod ran longer than it may (activeDeadlineSeconds).'),
        remedy: l10n.t('Raise activeDeadlineSeconds, or find out why it takes so long.'),
      };
    case 'NodeLost':
    case 'NodeShutdown':
    case 'Terminated':
      return {
        code: 'node-gone',
        text: l10n.t('The node of the pod went away.'),
        remedy: l10n.t('Run it under a Deployment, which replaces lost pods.'),
      };
    default:
      return {
        code: 'pod-rejected',
        text: l10n.t(
          'The node did not take the pod ({0}): {1}',
          displayText(reason, MAX_LENGTH.name),
          asSentence(sentence),
        ),
        remedy: l10n.t('Check requests and affinity of the workload, or run more nodes.'),
      };
  }
}
