import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { MAX_LENGTH, displayText } from '../../foreign/shown-text';
import type { NamespaceIndex } from '../namespace-objects';
import { conditionOf, type Condition } from '../objects/metadata';
import type { Workload } from '../objects/workload';
import { CREATION } from './creation';
import { tell, type Failure } from './failure';

/** Why pods are not even made: a condition of a Deployment's latest version, or the latest event of the others. */
export function creationFailure(workload: Workload, index: NamespaceIndex): Failure | undefined {
  const [set] = index.replicaSetsOf(workload);
  const maker = set ?? workload;
  const condition = [set, workload]
    .map((object) => object && conditionOf(object, 'ReplicaFailure'))
    .find((found) => found?.status === 'True');
  const [newest] = index.eventsOf(maker);
  const event = newest?.reason === 'FailedCreate' ? newest : undefined;
  const sentence = condition?.message ?? event?.message;
  const told = sentence === undefined ? undefined : tell(CREATION, sentence);
  if (!told || (told.mayPass && (event?.count ?? 1) < 2)) return undefined;
  const { code, text, remedy } = told;
  return { code, stage: 'creation', text, remedy, lines: [] };
}

/** The rollout took longer than it may, and no pod says why. What happened last may. */
export function deadlineFailure(workload: Workload, index: NamespaceIndex): Failure | undefined {
  const progressing = conditionOf(workload, 'Progressing');
  if (progressing?.status !== 'False' || progressing.reason !== 'ProgressDeadlineExceeded') return undefined;
  const [set] = index.replicaSetsOf(workload);
  const makers = [workload, ...(set ? [set, ...index.podsOf(set)] : [])];
  const [last] = makers
    .flatMap((object) => index.eventsOf(object))
    .toSorted((a, b) => b.lastAt - a.lastAt || (a.message < b.message ? -1 : 1));
  const text = last
    ? l10n.t(
        'The rollout does not progress. Last event: {0}',
        asSentence(displayText(last.message, MAX_LENGTH.sentence)),
      )
    : l10n.t('The rollout does not progress, and Kubernetes does not say why.');
  const remedy = l10n.t('Check the logs and events of its pods, or raise progressDeadlineSeconds.');
  return { code: 'rollout-deadline', stage: 'deadline', text, remedy, lines: [] };
}

/** A job that has failed, and whose pods are gone or say nothing. */
export function jobFailure({ reason, message }: Condition): Failure {
  const isLate = reason === 'DeadlineExceeded';
  return {
    ...{ code: isLate ? 'job-deadline' : 'job-failed', stage: 'deadline', lines: [] },
    text: isLate
      ? l10n.t('The job ran longer than it may (activeDeadlineSeconds).')
      : l10n.t('The job has failed: {0}', asSentence(displayText(message || reason, MAX_LENGTH.sentence))),
    remedy: l10n.t('Check the logs of its pods, then create the job again.'),
  };
}
