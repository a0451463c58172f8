import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';

/**
 * Runs `aws sso login` where the user sees it, and is done when it is. A task and not a line typed into a terminal: no
 * shell has to quote the name of the profile, and its end and exit code are known without shell integration.
 */
export async function ssoLogin(awsPath: string, profile: string): Promise<void> {
  // One word, so that a profile whose name begins with a dash is no option.
  const command = new vscode.ProcessExecution(awsPath, ['sso', 'login', `--profile=${profile}`]);
  const name = l10n.t('AWS sign-in of {0}', profile);
  const task = new vscode.Task({ type: 'eks.ssoLogin' }, vscode.TaskScope.Workspace, name, 'EKS', command);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: true };
  // Tasks may end before `executeTask` has answered.
  const ended = new Promise<number | undefined>((resolve) => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== name) return;
      subscription.dispose();
      resolve(exitCode);
    });
  });
  await vscode.tasks.executeTask(task);
  const exitCode = await ended;
  if (exitCode !== 0) throw userError('sso-login-failed', { profile });
}
