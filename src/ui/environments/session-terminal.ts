import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import { Emitter } from '../../core/emitter';
import { toUserError } from '../../core/errors/to-user-error';
import { displayText } from '../../core/foreign/shown-text';
import { TerminalSession } from '../../core/environments/streams/terminal-session';

/** What a terminal does. `tell` writes a line of ours. */
export type RunSession = (
  session: TerminalSession,
  tell: (sentence: string) => void,
  signal: AbortSignal,
) => Promise<Ending>;

/** `closed` without a word, or with a sentence that stays until a key is pressed. */
export type Ending = { readonly kind: 'closed' } | { readonly kind: 'told'; readonly sentence: string };

/**
 * A terminal on a process in a container. How it failed or ended is said in the terminal, and nowhere else: an exit code
 * that is handed to VS Code would become a notification.
 */
export class SessionTerminal implements vscode.Pseudoterminal {
  private readonly written = new Emitter<string>();
  private readonly closed = new Emitter<undefined>();
  private readonly ended = new AbortController();
  private session: TerminalSession | undefined;
  private isOver = false;
  readonly onDidWrite = this.written.event;
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly run: RunSession,
    private readonly report: Report,
  ) {}

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    const session = new TerminalSession(dimensions, (text) => this.written.fire(text));
    this.session = session;
    inBackground(() => this.play(session), this.report);
  }

  close(): void {
    this.ended.abort();
  }

  handleInput(data: string): void {
    if (this.isOver) this.closed.fire(undefined);
    else this.session?.type(data);
  }

  setDimensions(dimensions: vscode.TerminalDimensions): void {
    this.session?.resize(dimensions);
  }

  private async play(session: TerminalSession): Promise<void> {
    const { signal } = this.ended;
    const ending = await this.run(session, (sentence) => this.tell(sentence), signal).catch(told);
    if (signal.aborted) return;
    if (ending.kind === 'closed') {
      this.closed.fire(undefined);
      return;
    }
    this.isOver = true;
    this.tell(ending.sentence);
    this.tell(l10n.t('Press any key to close the terminal.'));
  }

  /** On a line of its own, in the terminal's usual colors, whatever the process has left. */
  private tell(sentence: string): void {
    this.written.fire(`\x1b[0m\r\n${displayText(sentence)}\r\n`);
  }
}

function told(error: unknown): Ending {
  const { message, remedy } = toUserError(error);
  return { kind: 'told', sentence: `${message} ${remedy}` };
}
