import * as vscode from 'vscode';
import { buildProblems } from '../../core/build/problems';
import { UserError } from '../../core/errors/user-error';
import type { BuildSource } from '../../core/ports/build';
import { runAsTask, type TaskPlace, type TerminalWork } from './build-task';
import type { BuildProblems } from './problems-view';
import { textOf } from './read-folder';

/** As much as is read for problems. */
const KEPT = 64_000;

/** The work of a build, whose problems with files are in the view *Problems* when it has failed. */
export function withProblems(
  source: BuildSource,
  problems: Pick<BuildProblems, 'show' | 'clear'>,
  work: TerminalWork,
): TerminalWork {
  return async (output, signal) => {
    const { context } = source;
    problems.clear(context);
    let said = '';
    try {
      await work((text) => {
        said = (said + text).slice(-KEPT);
        output(text);
      }, signal);
    } catch (error) {
      if (error instanceof UserError && !signal.aborted) {
        const dockerfile = source.kind === 'dockerfile' ? source.dockerfile : '';
        const text = dockerfile === '' ? '' : ((await textOf(vscode.Uri.file(dockerfile))) ?? '');
        await problems.show({ dockerfile, context }, buildProblems(said, text, error.message));
      }
      throw error;
    }
  };
}

/** The same, in the terminal of a task. @throws as {@link runAsTask} */
export function showBuild(
  place: TaskPlace,
  source: BuildSource,
  problems: Pick<BuildProblems, 'show' | 'clear'>,
): (work: TerminalWork, signal: AbortSignal) => Promise<void> {
  return (work, signal) => runAsTask(place, withProblems(source, problems, work), signal);
}
