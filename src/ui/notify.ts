import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground } from '../core/background';
import { explain } from '../core/errors/explain';
import type { Log } from './log';

/** A button of a notification, and what it does. */
export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

/** The one place that shows notifications. Nothing waits until the user has closed one. */
export class Notifier {
  constructor(private readonly log: Log) {}

  /** One sentence, its remedy, and the way to the log; the details go there. */
  failure(error: unknown, ...actions: readonly Action[]): void {
    this.log.error(error);
    const { code, message, remedy } = explain(error);
    // Whoever closed the box knows.
    if (code === 'sign-in-cancelled') return;
    this.offer(vscode.window.showErrorMessage, `${message} ${remedy}`, [...actions, this.showLog()]);
  }

  error(text: string, ...actions: readonly Action[]): void {
    this.log.warn(text);
    this.offer(vscode.window.showErrorMessage, text, [...actions, this.showLog()]);
  }

  info(text: string, ...actions: readonly Action[]): void {
    this.log.info(text);
    this.offer(vscode.window.showInformationMessage, text, actions);
  }

  warning(text: string, ...actions: readonly Action[]): void {
    this.log.warn(text);
    this.offer(vscode.window.showWarningMessage, text, actions);
  }

  /** @returns whether the user agreed */
  async confirm({
    question,
    detail,
    agree,
  }: {
    question: string;
    detail: string;
    agree: string;
  }): Promise<boolean> {
    return (await this.ask({ question, detail, answers: [agree] })) === agree;
  }

  /**
   * @param close what closing the question means, in place of *Cancel*
   * @returns the answer; `undefined` when the user has closed the question
   */
  async ask({
    question,
    detail,
    answers,
    close,
  }: {
    question: string;
    detail: string;
    answers: readonly string[];
    close?: string;
  }): Promise<string | undefined> {
    const items: readonly vscode.MessageItem[] = [
      ...answers.map((title) => ({ title })),
      ...(close === undefined ? [] : [{ title: close, isCloseAffordance: true }]),
    ];
    const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, ...items);
    return answer?.title;
  }

  /** Progress that ends when `task` does; cancelling aborts the signal that the task is given. */
  async progress(
    title: string,
    task: (report: (message: string) => void, cancelled: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    await vscode.window.withProgress(options, (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      return task((message) => progress.report({ message }), cancelled.signal);
    });
  }

  private showLog(): Action {
    return { title: l10n.t('Show Log'), run: () => this.log.show() };
  }

  /** Shows it, and does what the user chooses; what that throws is shown, too. */
  private offer(
    show: (message: string, ...items: string[]) => Thenable<string | undefined>,
    text: string,
    actions: readonly Action[],
  ): void {
    inBackground(
      async () => {
        const title = await show(text, ...actions.map((action) => action.title));
        const chosen = actions.find((action) => action.title === title);
        if (chosen) inBackground(chosen.run, (error) => this.failure(error));
      },
      // VS Code is closing: only the log is left.
      (error) => this.log.error(error),
    );
  }
}
