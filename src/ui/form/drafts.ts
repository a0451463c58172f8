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
    private readonly settings: Pick<Settings, 'onFailure' | 'roleLimits'>,
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
    const { onFailure, roleLimits } = this.settings;
    if (kept === undefined) return { ...EMPTY_DRAFT, onFailure, ...roleLimits };
    const draft = readDraft(kept);
    // What a company has set since: without it no role would be made.
    return {
      ...draft,
      permissionsBoundary: draft.permissionsBoundary || roleLimits.permissionsBoundary,
      rolePath: draft.rolePath || roleLimits.rolePath,
    };
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
