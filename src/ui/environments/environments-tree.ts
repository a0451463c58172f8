import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { EnvironmentRow } from '../../core/environments/environment-rows';
import { viewRows } from '../../core/environments/view-rows';
import { EnvironmentElement } from './environment-element';
import { environmentItem } from './environment-item';
import type { EnvironmentsModel } from './environments-model';

type Model = Pick<EnvironmentsModel, 'projects' | 'planned' | 'onDidChange'>;

/** The view *Environments*. Of a change only the rows are drawn again that it concerns. */
export class EnvironmentsTree implements vscode.TreeDataProvider<EnvironmentElement>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<EnvironmentElement[] | undefined>();
  private readonly subscription: vscode.Disposable;
  private readonly elements = new Map</* id */ string, EnvironmentElement>();
  private rows: readonly EnvironmentRow[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly model: Model) {
    this.subscription = model.onDidChange(() => this.update());
  }

  /** As of the last change that was told. */
  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  getTreeItem(element: EnvironmentElement): vscode.TreeItem {
    return environmentItem(element);
  }

  async getChildren(element?: EnvironmentElement): Promise<EnvironmentElement[]> {
    if (!element) {
      await this.model.planned;
      this.take();
    }
    return (element ? element.row.children : this.rows).map((row) => this.elementOf(row));
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private update(): void {
    const before = this.rows;
    this.take();
    if (!isSameList(before, this.rows)) {
      this.changed.fire(undefined);
      return;
    }
    const changed = changesIn(before, this.rows).flatMap(({ id }) => this.elements.get(id) ?? []);
    if (changed.length > 0) this.changed.fire(changed);
  }

  private take(): void {
    this.rows = viewRows(this.model.projects);
    const all = new Map(flat(this.rows).map((row) => [row.id, row]));
    for (const [id, element] of this.elements) {
      const row = all.get(id);
      if (row) element.row = row;
      else this.elements.delete(id);
    }
  }

  private elementOf(row: EnvironmentRow): EnvironmentElement {
    const element = this.elements.get(row.id) ?? new EnvironmentElement(row);
    this.elements.set(row.id, element);
    return element;
  }
}

/** The highest rows that are not as they were: VS Code draws all below them. */
function changesIn(
  before: readonly EnvironmentRow[],
  after: readonly EnvironmentRow[],
): readonly EnvironmentRow[] {
  return after.flatMap((row, index) => {
    const old = before[index];
    if (!old || !isSameRow(old, row)) return [row];
    return changesIn(old.children, row.children);
  });
}

function isSameRow(a: EnvironmentRow, b: EnvironmentRow): boolean {
  if (a === b) return true;
  return (
    isSameList(a.children, b.children) && isDeepStrictEqual({ ...a, children: [] }, { ...b, children: [] })
  );
}

function isSameList(a: readonly EnvironmentRow[], b: readonly EnvironmentRow[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}

function flat(rows: readonly EnvironmentRow[]): readonly EnvironmentRow[] {
  return rows.flatMap((row) => [row, ...flat(row.children)]);
}
