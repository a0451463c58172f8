import type * as vscode from 'vscode';
import type { LiveSecrets } from '../core/foreign/live-secrets';
import { beginning, MAX_LENGTH, shortened, visibleText } from '../core/foreign/shown-text';
import { UserError } from '../core/errors/user-error';

/** The extension's log: every line goes through the redaction, and a line of somebody else's stays one line. */
export class Log {
  constructor(
    private readonly channel: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error' | 'show'>,
    private readonly secrets: Pick<LiveSecrets, 'redact' | 'conceal'>,
  ) {}

  info(line: string): void {
    this.channel.info(this.safe(line));
  }

  warn(line: string): void {
    this.channel.warn(this.safe(line));
  }

  /** The whole error with its causes: here, and only here, a stack trace is of use. */
  error(error: unknown): void {
    this.channel.error(
      describe(error)
        .map((line) => this.safe(line))
        .join('\n'),
    );
  }

  show(): void {
    this.channel.show();
  }

  /** A text that is shown elsewhere, without tokens. */
  conceal(text: string): string {
    return this.secrets.conceal(beginning(text));
  }

  private safe(line: string): string {
    return shortened(this.secrets.redact(visibleText(beginning(line))), MAX_LENGTH.logLine);
  }
}

/** Causes below this one are some library's own. */
const MAX_DEPTH = 10;

/** What was thrown in one line, what helps, where it came up, and what it comes from. */
function describe(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  const { name, message, cause } = error;
  const remedy = error instanceof UserError ? [error.remedy] : [];
  const own = [message.startsWith(name) ? message : `${name}: ${message}`, ...remedy, ...placesOf(error)];
  if (cause === undefined || depth === MAX_DEPTH) return own;
  const [first = '', ...others] = describe(cause, depth + 1);
  return [...own, `Caused by: ${first}`, ...others];
}

/** The lines of a stack trace that come after the message, which may have several and imitate these. */
function placesOf({ stack = '', message }: Error): readonly string[] {
  const after = stack.indexOf(message) < 0 ? 0 : stack.indexOf(message) + message.length;
  const lines = stack.slice(after).split('\n');
  return lines.filter((line) => line.startsWith('    at ')).map((line) => `at ${line.slice(7)}`);
}
