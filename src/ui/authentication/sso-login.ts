import { homedir } from 'node:os';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { MAX_LENGTH, displayText } from '../../core/foreign/shown-text';
import { userError } from '../../core/errors/catalogue';
import { hasVariable } from '../vscode-variables';

/**
 * Runs `aws sso login` where the user sees it, and is done when it is. A task and not a line typed into a terminal: no
 * shell has to quote the name of the profile, and its end and exit code are known without shell integration.
 */
export async function ssoLogin(awsPath: string, profile: string): Promise<void> {
  // Its name may come from the settings of a repository.
  if (hasVariable(profile)) throw userError('sso-login-failed', { profile });
  // One word, so that a profile whose name begins with a dash is no option.
  const command = new vscode.ProcessExecution(awsPath, ['sso', 'login', `--profile=${profile}`], {
    cwd: homedir(),
  });
  const name = displayText(l10n.t('AWS sign-in for {0}', profile), MAX_LENGTH.name);
  const task = new vscode.Task({ type: 'eks.ssoLogin' }, vscode.TaskScope.Workspace, name, 'EKS', command);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: true };
  const exitCode = await run(task);
  if (exitCode !== 0) throw userError('sso-login-failed', { profile });
}

/** @returns the exit code; `undefined` when the task was ended */
async function run(task: vscode.Task): Promise<number | undefined> {
  const subscriptions: vscode.Disposable[] = [];
  const isOurs = ({ execution }: vscode.TaskEndEvent) => execution.task.name === task.name;
  // Listened for beforehand: a task may end before `executeTask` has answered.
  const ended = new Promise<number | undefined>((resolve) => {
    subscriptions.push(
      vscode.tasks.onDidEndTaskProcess((event) => isOurs(event) && resolve(event.exitCode)),
      // A task whose process never was has no other end than this, which comes last.
      vscode.tasks.onDidEndTask((event) => isOurs(event) && resolve(undefined)),
    );
  });
  try {
    await vscode.tasks.executeTask(task);
    return await ended;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}
