import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { LiveSecrets } from '../core/foreign/live-secrets';
import { readRegularFile } from '../files/read-regular-file';
import { systemClock } from '../ui/clock';
import { levelOptions } from '../ui/levels';
import { Log } from '../ui/log';
import { Notifier } from '../ui/notify';
import { orderedMemory } from '../ui/ordered-memento';
import { Settings } from '../ui/settings';
import { thisMachine } from '../ui/this-machine';
import { WorkspaceChoice } from '../ui/workspace-choice';

/** The same for all windows. */
const ENVIRONMENT = { clock: systemClock, machine: thisMachine, readFile: readRegularFile };

export type Shell = ReturnType<typeof createShell>;

/** What everything else uses: texts, log, notifications, settings, VS Code's memory, the machine and its clock. */
export function createShell(context: vscode.ExtensionContext) {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const channel = vscode.window.createOutputChannel('EKS Clusters', { log: true });
  const secrets = new LiveSecrets();
  const log = new Log(channel, secrets);
  const notifier = new Notifier(log, vscode.window);
  const report = (error: unknown) => notifier.failure(error);
  const memory = orderedMemory(context);
  const choice = new WorkspaceChoice(memory.workspaceState);
  const settings = new Settings(ENVIRONMENT.machine, choice);
  const levels = () => levelOptions(settings);
  return { channel, secrets, log, notifier, report, memory, choice, settings, levels, ...ENVIRONMENT };
}
