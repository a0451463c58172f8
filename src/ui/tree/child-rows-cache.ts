import { toUserError } from '../../core/errors/to-user-error';
import { isWithin, type Row } from '../../core/tree/rows';

interface CacheEntry {
  readonly parent: Row;
  readonly rows: Promise<readonly Row[]>;
  readonly controller: AbortController;
  isDone: boolean;
}

/** Caches child rows, so that rendering sends no request. A failure is cached as an error row until it is forgotten. */
export class ChildRowsCache {
  private readonly entries = new Map</* id of the parent */ string, CacheEntry>();
  /** Parents whose loading was cancelled, so that VS Code got no rows for them. */
  private readonly cancelled = new Map</* id */ string, Row>();

  /** Without a time limit, since the user may be asked something meanwhile. Each call has its own limit. */
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

  /** Whether the rows below it are loading. */
  isLoading({ id }: Row): boolean {
    return this.entries.get(id)?.isDone === false;
  }

  /** Forgets a row and its descendants, or everything when no row is given. Cancels what is loading. */
  forget(parent?: Row): void {
    for (const { parent: row, controller } of this.entriesUnder(this.entries.values(), parent)) {
      this.entries.delete(row.id);
      controller.abort();
    }
  }

  /** Cancels what is loading below a row, or everywhere. Loaded rows stay. */
  cancel(parent?: Row): void {
    for (const { parent: row, controller, isDone } of this.entriesUnder(this.entries.values(), parent)) {
      if (isDone) continue;
      this.cancelled.set(row.id, row);
      this.entries.delete(row.id);
      controller.abort();
    }
  }

  /** Returns the cancelled parents below a row, or all, which must be loaded again now that they are visible. */
  takeCancelled(parent?: Row): readonly Row[] {
    const rows = [...this.cancelled.values()].filter(({ id }) => !parent || isWithin(id, parent.id));
    for (const { id } of rows) this.cancelled.delete(id);
    return rows;
  }

  private entriesUnder(all: Iterable<CacheEntry>, parent: Row | undefined): readonly CacheEntry[] {
    return [...all].filter((loading) => !parent || isWithin(loading.parent.id, parent.id));
  }
}

/** Resolves with no rows as soon as it is aborted, even if the loader ignores the signal. */
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
