import type * as vscode from 'vscode';

/** VS Code's notifications and dialogs: keeps what is shown, and clicks a button. */
export class NotificationWindow {
  /** Each text that was shown, buttons among them. */
  readonly lines: string[] = [];
  /** Of modal dialogs. */
  readonly details: string[] = [];
  /** The button that is clicked. */
  click = 0;

  readonly showInformationMessage = this.show.bind(this) as typeof vscode.window.showInformationMessage;
  readonly showWarningMessage = this.show.bind(this) as typeof vscode.window.showWarningMessage;
  readonly showErrorMessage = this.show.bind(this) as typeof vscode.window.showErrorMessage;

  readonly withProgress: typeof vscode.window.withProgress = (options, task) => {
    this.lines.push(options.title ?? '');
    const report = ({ message = '' }: { readonly message?: string }) => void this.lines.push(message);
    const never = {
      isCancellationRequested: false,
      onCancellationRequested: () => ({ dispose: () => undefined }),
    };
    return task({ report }, never);
  };

  private show(message: string, ...others: readonly (vscode.MessageOptions | vscode.MessageItem)[]) {
    const items = others.filter((other) => 'title' in other);
    const [detail = ''] = others.flatMap((other) => ('detail' in other ? (other.detail ?? []) : []));
    this.details.push(detail);
    this.lines.push(message, ...detail.split('\n'), ...items.map(({ title }) => title));
    return Promise.resolve(items[this.click]);
  }
}
