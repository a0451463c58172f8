import * as vscode from 'vscode';

interface Tree<Row> extends Pick<vscode.TreeDataProvider<Row>, 'getChildren' | 'getTreeItem'> {
  readonly onDidChangeTreeData: vscode.Event<Row[] | undefined>;
}

/** A view that VS Code knows from the beginning, and whose tree is loaded when it first asks for rows: on opening it. */
export class LateView<Row> implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row[] | undefined>();
  private load: () => Promise<Tree<Row>> = () => Promise.reject(new Error('The view has no tree yet.'));
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<Row>;

  constructor(viewId: string) {
    this.view = vscode.window.createTreeView<Row>(viewId, { treeDataProvider: this, canSelectMany: true });
  }

  /** Says where the tree comes from; before VS Code asks. */
  loadWith(load: () => Promise<Tree<Row>>): void {
    this.load = load;
  }

  /** From now on VS Code is told of the tree's changes. */
  follow({ onDidChangeTreeData }: Tree<Row>): vscode.Disposable {
    return onDidChangeTreeData((rows) => this.changed.fire(rows));
  }

  async getChildren(row?: Row): Promise<Row[]> {
    return (await (await this.load()).getChildren(row)) ?? [];
  }

  async getTreeItem(row: Row): Promise<vscode.TreeItem> {
    return (await this.load()).getTreeItem(row);
  }

  /** VS Code asks before it reveals a row; only rows of the first level are revealed. */
  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }
}
