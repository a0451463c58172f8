import { toUserError } from '../../core/errors/to-user-error';
import { isWithin, type Row } from '../../core/tree/rows';

interface CacheEntry {
  readonly parent: Row;
  readonly rows: Promise<readonly Row[]>;
  readonly controller: AbortController;
  isDone: boolean;
}

/** Rows that were read once: drawing them again asks nobody. What failed stays an error row until it is forgotten. */
export class ChildRowsCache {
  private readonly entries = new Map</* id of the parent */ string, CacheEntry>();
  /** Parents that VS Code was given no rows for, because nobody looked any more while they were read. */
  private readonly cancelled = new Map</* id */ string, Row>();

  /** Without a limit of its own, since a question may be asked on the way: each call has one. */
  get(parent: Row, load: (signal: AbortSignal) => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const known = this.entries.get(parent.id);
    if (known) return known.rows;
    this.cancelled.delete(parent.id);
    const controller = new AbortController();
    const entry: CacheEntry = {
      parent,
      controller,
      rows: rowsOrError(load(controller.signal), parent, controller.signal),
      isDone: false,
    };
    const finish = () => (entry.isDone = true);
    entry.rows.then(finish, finish);
    this.entries.set(parent.id, entry);
    return entry.rows;
  }

  /** The rows under it are being read at the moment. */
  isLoading({ id }: Row): boolean {
    return this.entries.get(id)?.isDone === false;
  }

  /** With all that hangs on it; everything, without one. What is being read is read no further. */
  forget(parent?: Row): void {
    for (const { parent: row, controller } of this.entriesUnder(this.entries.values(), parent)) {
      this.entries.delete(row.id);
      controller.abort();
    }
  }

  /** Stops what is being read under it, or everywhere; what has been read stays. */
  cancel(parent?: Row): void {
    for (const { parent: row, controller, isDone } of this.entriesUnder(this.entries.values(), parent)) {
      if (isDone) continue;
      this.cancelled.set(row.id, row);
      this.entries.delete(row.id);
      controller.abort();
    }
  }

  /** What was given up under it, or everywhere, and has to be asked for again now that it is seen. */
  takeCancelled(parent?: Row): readonly Row[] {
    const rows = [...this.cancelled.values()].filter(({ id }) => !parent || isWithin(id, parent.id));
    for (const { id } of rows) this.cancelled.delete(id);
    return rows;
  }

  private entriesUnder(all: Iterable<CacheEntry>, parent: Row | undefined): readonly CacheEntry[] {
    return [...all].filter((loading) => !parent || isWithin(loading.parent.id, parent.id));
  }
}

/** None, at once, when it is stopped: what it waits for may not notice. */
function rowsOrError(
  rows: Promise<readonly Row[]>,
  parent: Row,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const stopped = new Promise<readonly Row[]>((resolve) =>
    signal.addEventListener('abort', () => resolve([]), { once: true }),
  );
  return Promise.race([rows.catch((error: unknown) => [errorRow(error, parent)]), stopped]);
}

export function errorRow(error: unknown, parent: Row | undefined): Row {
  const { message: text, remedy } = toUserError(error);
  return { kind: 'error', id: `${parent?.id ?? 'top'}:error`, text, remedy, parent };
}
