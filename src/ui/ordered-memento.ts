import type * as vscode from 'vscode';

/**
 * VS Code's storage for an extension, one update after the other. VS Code keeps all keys as one value, and what it
 * tells of an update replaces that value, with whatever another update has put into it since: of two at a time, one is
 * lost (`src/vs/workbench/api/common/extHostMemento.ts` of VS Code 1.100).
 */
export class OrderedMemento implements vscode.Memento {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly memento: vscode.Memento) {}

  keys(): readonly string[] {
    return this.memento.keys();
  }

  get<T>(key: string, otherwise?: T): T {
    return this.memento.get(key, otherwise as T);
  }

  /** @returns once it is kept; rejects as VS Code does, and the next write still runs */
  update(key: string, value: unknown): Promise<void> {
    const update = this.last.then(() => this.memento.update(key, value));
    this.last = update.catch(() => undefined);
    return update;
  }
}

type Memory = Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState'>;

export function orderedMemory({ globalState, workspaceState }: Memory) {
  return {
    globalState: new OrderedMemento(globalState),
    workspaceState: new OrderedMemento(workspaceState),
  };
}
