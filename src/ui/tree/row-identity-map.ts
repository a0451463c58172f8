import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../../core/tree/rows';

/** A row of the first level that changed. */
export interface RowChange {
  readonly before: Row;
  readonly after: Row;
}

/**
 * The first level as VS Code knows it. VS Code knows a row again by identity, and while it redraws a level, it hands
 * `undefined` to a command that is called on one of its rows. So each row keeps the object that it was first drawn
 * with, whatever has become of it since, and the level is redrawn only where rows come, go or change places.
 */
export class RowIdentityMap {
  private rows: readonly Row[] = [];
  private byId: ReadonlyMap<string, Row> = new Map();
  private readonly elements = new Map</* id */ string, Row>();

  /** Takes the new rows of the level. @returns how they differ from the previous rows */
  update(rows: readonly Row[]): { readonly changes: readonly RowChange[]; readonly isSameList: boolean } {
    const { byId } = this;
    const isSameList =
      rows.length === this.rows.length && rows.every(({ id }, index) => id === this.rows[index]?.id);
    this.rows = rows;
    this.byId = new Map(rows.map((row) => [row.id, row]));
    for (const id of this.elements.keys()) if (!this.byId.has(id)) this.elements.delete(id);
    const changes = rows.flatMap((after) => {
      const before = byId.get(after.id);
      return before && !isDeepStrictEqual(before, after) ? [{ before, after }] : [];
    });
    return { changes, isSameList };
  }

  /** The object that VS Code identifies a row by. */
  elementFor(row: Row): Row {
    const { id } = row;
    if (!this.byId.has(id)) return row;
    const element = this.elements.get(id) ?? row;
    this.elements.set(id, element);
    return element;
  }

  /** The current row for an object that VS Code passes. */
  currentRow(element: Row): Row {
    return this.byId.get(element.id) ?? element;
  }
}
