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
  private ofOperation: Draft | undefined;

  constructor(
    private readonly ofWorkspace: vscode.Memento,
    private readonly handedOn: vscode.Memento,
    private readonly settings: Pick<Settings, 'onFailure' | 'roleLimits'>,
  ) {}

  /** Until `release` the form is about an operation: what was typed for another cluster waits meanwhile. */
  hold(draft: Draft): void {
    this.ofOperation = draft;
  }

  release(): void {
    this.ofOperation = undefined;
  }

  read(): Draft {
    return this.ofOperation ?? this.kept;
  }

  /** A cluster that is created has its name and its scope: the next one needs others. */
  async forgetCluster(name: string): Promise<void> {
    const draft = this.kept;
    if (draft.name.trim() === name) await this.keep({ ...draft, name: '', environmentScope: '' });
  }

  async save(draft: Draft): Promise<void> {
    if (this.ofOperation) this.ofOperation = draft;
    else await this.keep(draft);
  }

  private get kept(): Draft {
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

  private async keep(draft: Draft): Promise<void> {
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    await Promise.all([
      this.ofWorkspace.update(KEY, draft),
      this.handedOn.update(KEY, hasFolder ? undefined : draft),
    ]);
  }
}
