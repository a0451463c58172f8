import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors/user-error';
import type { Action } from '../notify';

/** What helps after an error, before the same is tried again. */
type Help = () => readonly Action[];

const openSettingsFile = (command: string): Action => ({
  title: l10n.t('Open Settings'),
  run: () => vscode.commands.executeCommand(command),
});
const openSetting = (id: string): Action => ({
  title: l10n.t('Open Settings'),
  run: () => vscode.commands.executeCommand('workbench.action.openSettings', id),
});
const showProblems = (): Action => ({
  title: l10n.t('Show Problems'),
  run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
});
const openWebsite = (title: string, url: string): Action => ({
  title,
  run: () => vscode.env.openExternal(vscode.Uri.parse(url)),
});

const REPAIRED: Help = () => [showProblems()];
const WAITED: Help = () => [];

/** By the code of the error. */
const HELP: Readonly<Record<string, Help>> = {
  'settings-unsaved': () => [openSettingsFile('workbench.action.openWorkspaceSettingsFile')],
  'settings-broken': () => [openSettingsFile('workbench.action.openWorkspaceSettingsFile')],
  'user-settings-unsaved': () => [openSettingsFile('workbench.action.openSettingsJson')],
  'user-settings-broken': () => [openSettingsFile('workbench.action.openSettingsJson')],
  'no-builder': () => [openWebsite(l10n.t('Install Podman'), 'https://podman.io/docs/installation')],
  'builder-missing': () => [openSetting('eks.build.tool')],
  'argument-unknown': () => [openSetting('eks.build.arguments')],
  'builder-asleep': WAITED,
  'disk-full': WAITED,
  'base-image-unreachable': WAITED,
  'secret-missing': WAITED,
  'push-failed': WAITED,
  'base-image-limit': REPAIRED,
  'base-image-denied': REPAIRED,
  'base-image-absent': REPAIRED,
  'copy-ignored': REPAIRED,
  'copy-missing': REPAIRED,
  'stage-missing': REPAIRED,
  'instruction-unknown': REPAIRED,
  'wrong-architecture': REPAIRED,
  'build-step-failed': REPAIRED,
  'build-failed': REPAIRED,
};

/** Buttons for an error: what has to be corrected, and *Try Again*. */
export function actionsAfter(error: unknown, again: () => Promise<void>): readonly Action[] {
  const help = error instanceof UserError ? HELP[error.code] : undefined;
  if (!help) return [];
  return [...help(), { title: l10n.t('Try Again'), run: again }];
}
