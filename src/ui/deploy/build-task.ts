import * as vscode from 'vscode';
import { buildError } from '../../core/build/errors';

/** Tasks that `tasks.json` can name. */
export const TASK_TYPE = 'eks';

/** Work that writes into a terminal, and ends when that is closed. */
export type TerminalWork = (output: (text: string) => void, signal: AbortSignal) => Promise<void>;

/** What a task is called, and in which folder it is. */
export interface TaskPlace {
  readonly folder: vscode.WorkspaceFolder;
  readonly name: string;
  /** Of the type {@link TASK_TYPE}. Of a task in `tasks.json`, VS Code wants the very object back. */
  readonly definition: vscode.TaskDefinition;
}

/** A terminal in which work of ours is shown. */
class WorkTerminal implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private readonly ended = new vscode.EventEmitter<number>();
  private readonly closed = new AbortController();
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.ended.event;

  constructor(
    private readonly work: TerminalWork,
    private readonly signal: AbortSignal,
    private readonly done: (error?: unknown) => void,
  ) {}

  /** VS Code calls it when what is written can be seen. */
  open(): void {
    this.run().then(
      () => {
        this.ended.fire(0);
        this.done();
      },
      (error: unknown) => {
        if (error instanceof Error) this.write(`\n${error.message}\n`);
        this.ended.fire(1);
        this.done(error);
      },
    );
  }

  private run(): Promise<void> {
    return this.work((text) => this.write(text), AbortSignal.any([this.signal, this.closed.signal]));
  }

  private write(text: string): void {
    this.written.fire(text.replace(/\r?\n/g, '\r\n'));
  }

  close(): void {
    this.closed.abort(buildError('build-ended'));
  }

  /** Ctrl+C, as in any terminal. */
  handleInput(data: string): void {
    if (data === '\u0003') this.close();
  }
}

/** A task that does some work of ours each time it is run; its terminal shows why it failed. */
export function taskOf(place: TaskPlace, work: TerminalWork): vscode.Task {
  const { signal } = new AbortController();
  return taskIn(place, () => new WorkTerminal(work, signal, () => undefined));
}

/**
 * Does some work as a task that VS Code shows, in a terminal of its own.
 * @throws what the work throws, the signal's reason, and UserError `build-ended` when the user ended it there
 */
export async function runAsTask(place: TaskPlace, work: TerminalWork, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('The work ended.', { cause: error }));
    };
    vscode.tasks
      .executeTask(taskIn(place, () => new WorkTerminal(work, signal, done)))
      .then(undefined, reject);
  });
}

function taskIn({ folder, name, definition }: TaskPlace, terminal: () => WorkTerminal): vscode.Task {
  const execution = new vscode.CustomExecution(() => Promise.resolve(terminal()));
  const task = new vscode.Task(definition, folder, name, 'EKS', execution);
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Dedicated,
    ...{ focus: false, clear: true, showReuseMessage: false, echo: false },
  };
  task.group = vscode.TaskGroup.Build;
  return task;
}
