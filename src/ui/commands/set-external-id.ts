import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors/user-error';
import { externalIdProblem, type Identity } from '../../core/identity';
import type { Notifier } from '../notify';
import { typeText } from '../quick-input';

export interface SetExternalIdDeps {
  readonly identity: {
    read(): Promise<Identity>;
    suggest(): string;
    replaceExternalId(externalId: string): Promise<Identity>;
  };
  readonly notifier: Notifier;
  /** Called with the new ID. Holders of the old one must drop it. */
  readonly onDidChange: (externalId: string) => void;
}

/** *Use an External ID from My Cloud Team…*: the one way to another External ID. */
export async function setExternalId({ identity, notifier, onDidChange }: SetExternalIdDeps): Promise<void> {
  const present = await identity.read().catch((error: unknown) => {
    if (error instanceof UserError && error.code === 'identity-damaged') return undefined;
    throw error;
  });
  const given = await askExternalId(
    present ? { placeHolder: present.externalId } : { value: identity.suggest() },
  );
  if (
    given === undefined ||
    !(await (present ? confirmReplacement(notifier, present.externalId) : confirmNewIdentity(notifier)))
  )
    return;
  const { externalId } = await identity.replaceExternalId(given);
  onDidChange(externalId);
  notifier.info(l10n.t('The External ID of this installation now ends in {0}.', lastFour(externalId)), {
    title: l10n.t('Create Cluster…'),
    run: () => vscode.commands.executeCommand('eks.createCluster'),
  });
}

/** @param box shows the present ID; a new one where the present one cannot be read */
async function askExternalId(box: { placeHolder?: string; value?: string }): Promise<string | undefined> {
  const text = await typeText({
    title: l10n.t('Use an External ID from My Cloud Team'),
    prompt: l10n.t(
      'A role’s trust relationship can require an External ID, so that knowing the role’s ARN is not enough to use it. Enter the one that your cloud team put there (sts:ExternalId).',
    ),
    ignoreFocusOut: true,
    validateInput: (typed) => problem(typed.trim(), box.placeHolder),
    ...box,
  });
  return text?.trim();
}

function problem(typed: string, present: string | undefined): string | undefined {
  if (typed === present) return l10n.t('This is the External ID in use.');
  return externalIdProblem(typed);
}

function confirmReplacement(notifier: Notifier, present: string): Promise<boolean> {
  return notifier.confirm({
    question: l10n.t('Replace the External ID of this installation?'),
    detail: l10n.t(
      'The old one, which ends in {0}, will no longer be used. Roles that require it can no longer be assumed, including for clusters that are being created. AWS profiles written for kubectl keep it.',
      lastFour(present),
    ),
    agree: l10n.t('Replace'),
  });
}

function confirmNewIdentity(notifier: Notifier): Promise<boolean> {
  return notifier.confirm({
    question: l10n.t('Replace the damaged identity of this installation?'),
    detail: l10n.t(
      'The damaged file is renamed and kept in the same folder. Roles whose trust relationship requires a different External ID can no longer be assumed. Enter their External ID, or ask for their trust relationships to be changed.',
    ),
    agree: l10n.t('Replace'),
  });
}

/** Not a secret, but the last four characters are enough to tell two IDs apart. */
function lastFour(externalId: string): string {
  return externalId.slice(-4);
}
