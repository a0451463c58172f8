import * as l10n from '@vscode/l10n';
import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import type { DeploymentEntry } from './record';
import type { Commit, DeployProgress } from './request';

/** What happens at the moment, for a notification. */
export function progressText({ step, waitingFor }: DeployProgress): string {
  return waitingFor || stepText(step);
}

/** @param by who deploys at the moment */
export function waitingForText(by: string): string {
  return l10n.t('Waiting until {0} has deployed', by);
}

function stepText(step: DeployProgress['step']): string {
  switch (step) {
    case 'test':
      return l10n.t('Running the tests');
    case 'build':
      return l10n.t('Building the image');
    case 'push':
      return l10n.t('Pushing the image');
    case 'apply':
      return l10n.t('Applying the objects');
    case 'roll-out':
      return l10n.t('Waiting until it runs');
    case 'address':
      return l10n.t('Waiting for the address');
  }
}

/** Branch and short commit, for a line of a summary; empty where the folder is in no repository. */
export function commitText({ ref, sha }: Pick<Commit, 'ref' | 'sha'>): string {
  return [ref, sha.slice(0, 7)].filter((part) => part !== '').join(' ');
}

/** How a deployment ended: for a list. */
export function entryText({ state, failure }: DeploymentEntry): string {
  switch (state) {
    case 'running':
      return l10n.t('In progress');
    case 'succeeded':
      return l10n.t('Succeeded');
    case 'failed':
      return failure ? l10n.t('Failed: {0}', failure.text) : l10n.t('Failed');
    case 'superseded':
      return l10n.t('Replaced by a later deployment before it ended');
    case 'cancelled':
      return l10n.t('Canceled');
  }
}

/** All that is recorded of a deployment, a line each. */
export function entryDetails(entry: DeploymentEntry): string {
  const { environment, number, by, commit, ref, isDirty, image, deployer, startedAt, endedAt } = entry;
  const time = (at: number) => new Date(at).toISOString();
  const lines: readonly (readonly [label: string, value: string | undefined])[] = [
    [l10n.t('Environment'), environment],
    [l10n.t('Deployment'), String(number)],
    [l10n.t('State'), entryText(entry)],
    [l10n.t('Deployed by'), by],
    [l10n.t('Branch'), ref],
    [l10n.t('Commit'), isDirty ? l10n.t('{0}, with uncommitted changes', commit) : commit],
    [l10n.t('Image'), image],
    [l10n.t('Deployed with'), deployer],
    [l10n.t('Started'), time(startedAt)],
    [l10n.t('Ended'), endedAt === undefined ? undefined : time(endedAt)],
    [
      l10n.t('Rolled back to'),
      entry.rolledBackTo === undefined ? undefined : l10n.t('Deployment {0}', entry.rolledBackTo),
    ],
  ];
  return lines
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `${label}: ${displayText(value ?? '', MAX_LENGTH.sentence)}`)
    .join('\n');
}
