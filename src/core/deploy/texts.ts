import * as l10n from '@vscode/l10n';
import type { DeploymentEntry } from './record';
import type { DeployProgress } from './request';

/** What happens at the moment, for a notification. */
export function progressText({ step, waitingFor }: DeployProgress): string {
  return waitingFor || stepText(step);
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

/** How a deployment ended: for a list. */
export function entryText({ state, failure }: DeploymentEntry): string {
  switch (state) {
    case 'running':
      return l10n.t('In progress');
    case 'succeeded':
      return l10n.t('Succeeded');
    case 'failed':
      return failure ? l10n.t('Failed: {0}', failure.text) : l10n.t('Failed');
    case 'cancelled':
      return l10n.t('Canceled');
  }
}
