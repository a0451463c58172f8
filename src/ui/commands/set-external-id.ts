import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { externalIdProblem, type Identity } from '../../core/identity';
import type { Notifier } from '../notify';
import { typeText } from '../quick-input';

export interface SetExternalIdPorts {
  readonly identity: {
    read(): Promise<Identity>;
    replaceExternalId(externalId: string): Promise<Identity>;
  };
  readonly notifier: Notifier;
  /** Whoever works with the old ID gives it up. */
  readonly onDidChange: (externalId: string) => void;
}

/** *Use an External ID from My Cloud Team…*: the one way to another External ID. */
export async function setExternalId({ identity, notifier, onDidChange }: SetExternalIdPorts): Promise<void> {
  const { externalId: present } = await identity.read();
  const given = await askExternalId(present);
  if (given === undefined || !(await agrees(notifier, present))) return;
  const { externalId } = await identity.replaceExternalId(given);
  onDidChange(externalId);
  notifier.info(l10n.t('The External ID of this installation now ends in {0}.', lastFour(externalId)), {
    title: l10n.t('Create Cluster…'),
    run: () => vscode.commands.executeCommand('eks.createCluster'),
  });
}

async function askExternalId(present: string): Promise<string | undefined> {
  const text = await typeText({
    title: l10n.t('Use an External ID from My Cloud Team'),
    prompt: l10n.t(
      'A role’s trust relationship can ask for an External ID, so that nobody else gets in by knowing the role’s ARN. Enter the one that your cloud team put there (sts:ExternalId).',
    ),
    placeHolder: present,
    ignoreFocusOut: true,
    validateInput: (typed) => problem(typed.trim(), present),
  });
  return text?.trim();
}

function problem(typed: string, present: string): string | undefined {
  if (typed === present) return l10n.t('This is the External ID in use.');
  return externalIdProblem(typed);
}

function agrees(notifier: Notifier, present: string): Promise<boolean> {
  return notifier.confirm({
    question: l10n.t('Replace the External ID of this installation?'),
    detail: l10n.t(
      'The old one, which ends in {0}, no longer serves: roles that ask for it cannot be assumed any more, not for clusters that are being created either. AWS profiles that were written for kubectl keep it.',
      lastFour(present),
    ),
    agree: l10n.t('Replace'),
  });
}

/** It identifies and is no secret, but logs and notifications need no more than this to tell two apart. */
function lastFour(externalId: string): string {
  return externalId.slice(-4);
}
