import { explain } from '../../core/errors/explain';
import { isWithin, type Row } from '../../core/tree/rows';

/** Rows that were read once: drawing them again asks nobody. What failed stays an error row until it is forgotten. */
export class LoadedRows {
  private readonly loaded = new Map</* id of the parent */ string, Promise<readonly Row[]>>();

  /** Without a limit of its own, since a question may be asked on the way: each call has one. */
  of(parent: Row, load: (signal: AbortSignal) => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const known = this.loaded.get(parent.id);
    if (known) return known;
    const { signal } = new AbortController();
    const rows = load(signal).catch((error: unknown) => [errorRow(error, parent)]);
    this.loaded.set(parent.id, rows);
    return rows;
  }

  /** With all that hangs on it; everything, without one. */
  forget(parent?: Row): void {
    for (const id of this.loaded.keys()) if (!parent || isWithin(id, parent.id)) this.loaded.delete(id);
  }
}

export function errorRow(error: unknown, parent: Row | undefined): Row {
  const { message: text, remedy } = explain(error);
  return { kind: 'error', id: `${parent?.id ?? 'top'}:error`, text, remedy, parent };
}
