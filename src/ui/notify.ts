import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { inBackground } from '../core/background';
import { toUserError } from '../core/errors/to-user-error';
import { summarize, joinSentences } from '../core/foreign/gist';
import { MAX_LENGTH, displayText } from '../core/foreign/shown-text';
import type { Log } from './log';

/** A button of a notification, and what it does. */
export interface Action {
  readonly title: string;
  readonly run: () => unknown;
}

/** What VS Code shows notifications with. */
type Window = Pick<
  typeof vscode.window,
  'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage' | 'withProgress'
>;

/** A paragraph, or several; one that has several lines is a list of them. Each line stays one, whatever is in it. */
export type Detail = string | readonly (string | readonly string[])[];

/** Opens a long text where there is room for it. */
type ShowDetails = (title: string, text: string) => unknown;

/** A question that waits for its answer. */
interface Question {
  readonly question: string;
  readonly detail: Detail;
}

// VS Code's module exists inside VS Code alone, and unit tests use this class without it.
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment
const NOTIFICATION = 15 as vscode.ProgressLocation.Notification;

/** More paragraphs would push the buttons out of the window. */
const MAX_PARAGRAPHS = 40;

/**
 * The one place that shows notifications; nothing waits until the user has closed one. What it is given may hold texts
 * of others: it shows no links, no secrets, and of long texts the gist with *Show Details*; the log has the whole, too.
 */
export class Notifier {
  constructor(
    private readonly log: Log,
    private readonly window: Window,
    private readonly showDetails: ShowDetails = async (title, text) =>
      (await import('./details-document')).showDetails(title, text),
  ) {}

  /** One sentence, its remedy, and the way to the log; the details go there. */
  failure(error: unknown, ...actions: readonly Action[]): void {
    const explained = toUserError(error);
    this.log.error(explained);
    const { code, message, remedy } = explained;
    // The user closed the box and knows.
    if (code === 'sign-in-cancelled') return;
    this.offer(this.window.showErrorMessage, [message, remedy], [...actions, this.showLog()]);
  }

  error(text: string | readonly string[], ...actions: readonly Action[]): void {
    const sentences = [text].flat();
    this.log.warn(sentences.join(' '));
    this.offer(this.window.showErrorMessage, sentences, [...actions, this.showLog()]);
  }

  info(text: string, ...actions: readonly Action[]): void {
    this.log.info(text);
    this.offer(this.window.showInformationMessage, [text], actions);
  }

  warning(text: string | readonly string[], ...actions: readonly Action[]): void {
    const sentences = [text].flat();
    this.log.warn(sentences.join(' '));
    this.offer(this.window.showWarningMessage, sentences, actions);
  }

  /** @returns whether the user agreed */
  async confirm({ agree, ...question }: Question & { readonly agree: string }): Promise<boolean> {
    return (await this.ask({ ...question, answers: [agree] })) === agree;
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
  }: Question & { readonly answers: readonly string[]; readonly close?: string }): Promise<
    string | undefined
  > {
    const items = [
      ...answers.map((answer) => ({ title: this.shown(answer, MAX_LENGTH.name), answer })),
      ...(close === undefined ? [] : [{ title: close, isCloseAffordance: true, answer: close }]),
    ];
    const options = { modal: true, detail: this.paragraphs(detail) };
    const answer = await this.window.showWarningMessage(
      this.shown(question, MAX_LENGTH.sentence),
      options,
      ...items,
    );
    return answer?.answer;
  }

  /** Progress that ends when `task` does; cancelling aborts the signal that the task is given. */
  async progress(
    title: string,
    task: (report: (message: string) => void, cancelled: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const options = {
      location: NOTIFICATION,
      title: this.shown(title, MAX_LENGTH.sentence),
      cancellable: true,
    };
    await this.window.withProgress(options, (progress, token) => {
      const cancelled = new AbortController();
      token.onCancellationRequested(() => cancelled.abort());
      const report = (message: string) =>
        progress.report({ message: this.shown(message, MAX_LENGTH.sentence) });
      return task(report, cancelled.signal);
    });
  }

  private showLog(): Action {
    return { title: l10n.t('Show Log'), run: () => this.log.show() };
  }

  /** Shows it, and does what the user chooses; what that throws is shown, too. */
  private offer(
    show: <T extends vscode.MessageItem>(message: string, ...items: T[]) => Thenable<T | undefined>,
    sentences: readonly string[],
    actions: readonly Action[],
  ): void {
    const safe = sentences.map((sentence) => this.log.conceal(sentence));
    const { text, isShortened } = summarize(safe);
    const details = {
      title: l10n.t('Show Details'),
      run: () => this.showDetails(l10n.t('Details'), joinSentences(safe)),
    };
    const items = [...(isShortened ? [details] : []), ...actions].map(({ title, run }) => ({
      title: this.shown(title, MAX_LENGTH.name),
      run,
    }));
    inBackground(
      async () => {
        const chosen = await show(text, ...items);
        if (chosen) inBackground(chosen.run, (error) => this.failure(error));
      },
      // VS Code is closing: only the log is left.
      (error) => this.log.error(error),
    );
  }

  private paragraphs(detail: Detail): string {
    const paragraphs = typeof detail === 'string' ? [detail] : detail.slice(0, MAX_PARAGRAPHS);
    const lines = (paragraph: string | readonly string[]) =>
      [paragraph].flat().map((line) => this.shown(line, MAX_LENGTH.paragraph));
    return paragraphs.map((paragraph) => lines(paragraph).join('\n')).join('\n\n');
  }

  private shown(text: string, most: number): string {
    return displayText(this.log.conceal(text), most);
  }
}
