import type * as vscode from 'vscode';
import type { OperationView } from '../../core/operation/view';

const KEY = 'form.operation';

export interface FormSubjectDeps {
  /** Of the workspace. */
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  /** What has become of a creation. @param shown what was shown of it last, if anything */
  readonly latestView: (
    creation: string,
    shown: OperationView | undefined,
  ) => Promise<OperationView | undefined>;
}

/** The creation that the form is about, and what has become of it. It outlives a reload of the window. */
export class FormSubject {
  private creationId: string | undefined;
  private shown: OperationView | undefined;

  constructor(private readonly deps: FormSubjectDeps) {
    this.creationId = deps.memory.get(KEY);
  }

  /** ID of the creation; known before anything else of it is. */
  get creation(): string | undefined {
    return this.creationId;
  }

  /** What was shown last. */
  get view(): OperationView | undefined {
    return this.shown;
  }

  /** Before it is known what has become of it. */
  adopt(creation: string): void {
    this.creationId = creation;
  }

  async begin(view: OperationView): Promise<void> {
    this.shown = view;
    await this.remember(view.deletes ?? view.id);
  }

  async end(): Promise<void> {
    this.shown = undefined;
    if (this.creationId !== undefined) await this.remember(undefined);
  }

  /** @returns the current view, if it differs from the one shown last */
  async news(): Promise<OperationView | undefined> {
    const { creationId } = this;
    const now = creationId === undefined ? undefined : await this.deps.latestView(creationId, this.shown);
    if (now === undefined || now === this.shown || this.creationId !== creationId) return undefined;
    this.shown = now;
    return now;
  }

  private async remember(creation: string | undefined): Promise<void> {
    this.creationId = creation;
    await this.deps.memory.update(KEY, creation);
  }
}
