import * as vscode from 'vscode';
import { EMPTY_DRAFT, type Draft } from '../../core/spec/draft';
import { readDraft } from '../../core/spec/read-draft';
import type { Settings } from '../settings';

const KEY = 'draft';

/**
 * What stands in the form, one draft a workspace. A window without a folder hands its draft on to the folder that is
 * opened next, for VS Code then starts anew with another workspace's memory.
 */
export class Drafts {
  private ofRetry: Draft | undefined;

  constructor(
    private readonly ofWorkspace: vscode.Memento,
    private readonly handedOn: vscode.Memento,
    private readonly settings: Pick<Settings, 'onFailure'>,
  ) {}

  /** Until `endRetry` the form is about a cluster that failed: what was typed for another one waits meanwhile. */
  beginRetry(draft: Draft): void {
    this.ofRetry = draft;
  }

  get isForRetry(): boolean {
    return this.ofRetry !== undefined;
  }

  endRetry(): void {
    this.ofRetry = undefined;
  }

  read(): Draft {
    if (this.ofRetry) return this.ofRetry;
    const kept = this.ofWorkspace.get(KEY) ?? this.handedOn.get(KEY);
    return kept === undefined ? { ...EMPTY_DRAFT, onFailure: this.settings.onFailure } : readDraft(kept);
  }

  async save(draft: Draft): Promise<void> {
    if (this.ofRetry) {
      this.ofRetry = draft;
      return;
    }
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    await Promise.all([
      this.ofWorkspace.update(KEY, draft),
      this.handedOn.update(KEY, hasFolder ? undefined : draft),
    ]);
  }
}
