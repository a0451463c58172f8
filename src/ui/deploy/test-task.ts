import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { deployError } from '../../core/deploy/errors';
import type { Notifier } from '../notify';

/** What is tested, and for what. */
export interface TestedFolder {
  readonly folder: vscode.WorkspaceFolder;
  /** As `eks.deploy` has it: `default`, `none`, or the name of a task. */
  readonly test: string | undefined;
  readonly isProduction: boolean;
}

/**
 * Runs the folder's tests, if it has any: what the settings name, or its default task of the group test, which people
 * mark in `tasks.json`. Where they fail, the user can deploy anyway, but not to production.
 * @param begin called when there is something to run
 * @throws UserError `test-failed`, `test-missing`; the signal's reason
 */
export async function testFolder(
  { folder, test, isProduction }: TestedFolder,
  notifier: Pick<Notifier, 'confirm'>,
  begin: () => void,
  signal: AbortSignal,
): Promise<void> {
  const task = await findTestTask(folder, test);
  if (!task) return;
  begin();
  if ((await runTask(task, signal)) === 0) return;
  const failed = deployError('test-failed', { task: task.name });
  if (isProduction) throw failed;
  const agreed = await notifier.confirm({
    question: l10n.t('The task {0} failed.', task.name),
    detail: l10n.t('Its terminal shows why. Nothing has been built yet.'),
    agree: l10n.t('Deploy Anyway'),
  });
  signal.throwIfAborted();
  if (!agreed) throw failed;
}

async function findTestTask(
  folder: vscode.WorkspaceFolder,
  test: string | undefined,
): Promise<vscode.Task | undefined> {
  if (test === 'none') return undefined;
  const tasks = (await vscode.tasks.fetchTasks()).filter((task) => isOf(task, folder));
  if (test === undefined || test === 'default')
    return tasks.find(({ group }) => group?.id === vscode.TaskGroup.Test.id && group.isDefault === true);
  const named = tasks.find((task) => task.name === test || `${task.source}: ${task.name}` === test);
  if (!named) throw deployError('test-missing', { task: test });
  return named;
}

/** @returns its exit code; `undefined` where it has none, for example because it was ended */
async function runTask(task: vscode.Task, signal: AbortSignal): Promise<number | undefined> {
  signal.throwIfAborted();
  const ended = new vscode.EventEmitter<{ execution: vscode.TaskExecution; code: number | undefined }>();
  const seen: { execution: vscode.TaskExecution; code: number | undefined }[] = [];
  const tell = (execution: vscode.TaskExecution, code: number | undefined) => {
    seen.push({ execution, code });
    ended.fire({ execution, code });
  };
  const watching = vscode.Disposable.from(
    ended,
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => tell(execution, exitCode)),
    // What only depends on other tasks has no process; for all others this comes after that.
    vscode.tasks.onDidEndTask(({ execution }) => tell(execution, undefined)),
  );
  const execution = await vscode.tasks.executeTask(task);
  const stop = () => execution.terminate();
  signal.addEventListener('abort', stop);
  try {
    const end = await new Promise<number | undefined>((resolve) => {
      const early = seen.find((each) => each.execution === execution);
      if (early) resolve(early.code);
      ended.event((each) => {
        if (each.execution === execution) resolve(each.code);
      });
    });
    signal.throwIfAborted();
    return end;
  } finally {
    signal.removeEventListener('abort', stop);
    watching.dispose();
  }
}

function isOf({ scope }: vscode.Task, folder: vscode.WorkspaceFolder): boolean {
  return typeof scope === 'object' && scope.uri.toString() === folder.uri.toString();
}
