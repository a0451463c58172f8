import type * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { LogSink } from '../../core/environments/streams/followed-log';
import { RecentText } from '../../core/environments/streams/recent-text';

/** VS Code keeps an output channel in a file and in an editor, both without a bound. Sizes are in characters. */
const BOUNDS = { most: 16 * 1024 ** 2, kept: 4 * 1024 ** 2 };

export type OutputChannel = Pick<vscode.OutputChannel, 'append' | 'replace' | 'clear' | 'show' | 'dispose'>;

/**
 * Logs in an output channel, where VS Code finds and filters: a terminal could show colors, but has no filter, and its
 * scrollback forgets after a thousand lines.
 */
export class LogChannel implements LogSink {
  private readonly text = new RecentText(BOUNDS);

  constructor(private readonly channel: OutputChannel) {}

  lines(lines: readonly string[]): void {
    this.add(`${lines.join('\n')}\n`);
  }

  note(sentence: string): void {
    this.add(`── ${sentence}\n`);
  }

  clear(): void {
    this.text.clear();
    this.channel.clear();
  }

  /** Leaves the keyboard where it is. */
  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }

  private add(text: string): void {
    const left = this.text.add(text);
    if (left === undefined) this.channel.append(text);
    else this.channel.replace(`── ${l10n.t('Earlier lines were removed.')}\n${left}`);
  }
}
