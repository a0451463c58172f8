import * as vscode from 'vscode';
import { EMPTY_DRAFT, type Draft } from '../../core/cluster-form/draft';
import { readDraft } from '../../core/cluster-form/read-draft';
import type { Settings } from '../settings';

const KEY = 'draft';

/**
 * The content of the form, one draft for each workspace. A window without a folder hands its draft on to the folder
 * that is opened next, since VS Code then restarts with another workspace's memory.
 */
export class Drafts {
  private pinned: Draft | undefined;

  constructor(
    private readonly workspaceState: vscode.Memento,
    private readonly globalState: vscode.Memento,
    private readonly settings: Pick<Settings, 'onFailure' | 'roleLimits'>,
  ) {}

  /** Until `release` the form is about an operation: what was typed for another cluster waits meanwhile. */
  pin(draft: Draft): void {
    this.pinned = draft;
  }

  unpin(): void {
    this.pinned = undefined;
  }

  read(): Draft {
    return this.pinned ?? this.saved;
  }

  /** A cluster that is created has its name and its scope: the next one needs others. */
  async forgetCluster(name: string): Promise<void> {
    const draft = this.saved;
    if (draft.name.trim() === name) await this.store({ ...draft, name: '', environmentScope: '' });
  }

  async save(draft: Draft): Promise<void> {
    if (this.pinned) this.pinned = draft;
    else await this.store(draft);
  }

  private get saved(): Draft {
    const kept = this.workspaceState.get(KEY) ?? this.globalState.get(KEY);
    const { onFailure, roleLimits } = this.settings;
    if (kept === undefined) return { ...EMPTY_DRAFT, onFailure, ...roleLimits };
    const draft = readDraft(kept);
    // The current settings, without which AWS would refuse to create roles.
    return {
      ...draft,
      permissionsBoundary: draft.permissionsBoundary || roleLimits.permissionsBoundary,
      rolePath: draft.rolePath || roleLimits.rolePath,
    };
  }

  private async store(draft: Draft): Promise<void> {
    const hasFolder = vscode.workspace.workspaceFolders !== undefined;
    await Promise.all([
      this.workspaceState.update(KEY, draft),
      this.globalState.update(KEY, hasFolder ? undefined : draft),
    ]);
  }
}
