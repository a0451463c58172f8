import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import type { HostEvents } from '../../protocol/messages';
import type { HostMessage } from '../../protocol/rpc';
import type { Log } from '../log';
import type { FormConnection } from './handlers';
import type { FormHost } from './host';
import { FORM_VIEW_TYPE } from './view-type';

type MessageHandler = (message: unknown) => Promise<void>;

/** The form's tab: one a window. */
export class FormPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isEnding = false;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly host: FormHost,
    private readonly log: Log,
    private readonly report: Report,
    private readonly html: (webview: vscode.Webview) => Promise<string>,
    private readonly answering: (connection: FormConnection) => Promise<MessageHandler>,
  ) {}

  open(): void {
    if (this.panel) {
      this.panel.reveal();
      return;
    }
    const title = l10n.t('Create EKS Cluster');
    this.attach(vscode.window.createWebviewPanel(FORM_VIEW_TYPE, title, vscode.ViewColumn.Active, {}));
  }

  /** *Create Cluster…*: opens the form for a new cluster, or with the running operation. */
  async begin(): Promise<void> {
    if (await this.host.beginNew()) this.close();
    this.open();
  }

  /** What was typed is kept by the host. */
  close(): void {
    this.panel?.dispose();
  }

  /** Sends an event to the form, if it is open. */
  sendEvent<E extends keyof HostEvents>(name: E, payload: HostEvents[E]): void {
    if (this.panel) this.post(this.panel.webview, { type: 'event', name, payload });
  }

  dispose(): void {
    // The window closes, which is not the user's closing the form: after a reload it is there again.
    this.isEnding = true;
    this.close();
  }

  private post(webview: vscode.Webview, message: HostMessage): void {
    inBackground(() => webview.postMessage(message), this.report);
  }

  /**
   * Shows the form in a tab, a new one or one that VS Code restores after a reload. What was typed comes from the host:
   * the webview's own state is lost when the reload was abrupt.
   */
  attach(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    const { webview } = panel;
    const closed = new AbortController();
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'eks.svg');
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')],
    };
    const answering = this.answering({
      post: (message) => this.post(webview, message),
      report: (what) => this.log.warn(`The form sent what it never would: ${what}. Nothing was done.`),
      signal: closed.signal,
    });
    webview.onDidReceiveMessage((message) =>
      inBackground(async () => (await answering)(message), this.report),
    );
    panel.onDidDispose(() => {
      closed.abort(new Error('The form was closed.'));
      if (this.panel === panel) this.panel = undefined;
      if (!this.isEnding) inBackground(() => this.host.onClosed(), this.report);
    });
    inBackground(async () => {
      const html = await this.html(webview);
      if (!closed.signal.aborted) webview.html = html;
    }, this.report);
  }
}
