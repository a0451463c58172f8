import { readDraft } from '../src/core/spec/read-draft';
import type { Draft } from '../src/core/spec/draft';
import type { RequestMessage } from '../src/protocol/rpc';

/** What VS Code gives to a webview, once. */
interface VsCodeApi {
  postMessage(message: RequestMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor around the page. Its state bridges the moment in which a hidden page ends before its host has heard. */
export class Editor {
  private readonly api = acquireVsCodeApi();

  post(message: RequestMessage): void {
    this.api.postMessage(message);
  }

  /** What an earlier page typed and the host has not confirmed. */
  get unsaved(): Draft | undefined {
    const state = this.api.getState();
    return typeof state === 'object' && state !== null && 'draft' in state
      ? readDraft(state.draft)
      : undefined;
  }

  keep(draft: Draft): void {
    this.api.setState({ draft });
  }

  /** The host has it: an older draft must never win over the host's. */
  forget(): void {
    this.api.setState(undefined);
  }
}
