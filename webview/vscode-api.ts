import { readDraft } from '../src/core/cluster-form/read-draft';
import type { Draft } from '../src/core/cluster-form/draft';
import type { RequestMessage } from '../src/protocol/rpc';

/** The object that VS Code gives to a webview, once. */
interface WebviewApi {
  postMessage(message: RequestMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** VS Code, as the page sees it. It keeps the draft when a hidden page ends before the host has received it. */
export class VsCodeApi {
  private readonly api = acquireVsCodeApi();

  post(message: RequestMessage): void {
    this.api.postMessage(message);
  }

  /** The draft of an earlier page that the host has not confirmed. */
  get unsavedDraft(): Draft | undefined {
    const state = this.api.getState();
    return typeof state === 'object' && state !== null && 'draft' in state
      ? readDraft(state.draft)
      : undefined;
  }

  saveDraft(draft: Draft): void {
    this.api.setState({ draft });
  }

  /** Called when the host has the draft: an older one must never win over the host's. */
  clearDraft(): void {
    this.api.setState(undefined);
  }
}
