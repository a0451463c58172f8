import { toUserError } from '../../core/errors/to-user-error';
import { isWithin, type Row } from '../../core/tree/rows';

interface Loading {
  readonly parent: Row;
  readonly rows: Promise<readonly Row[]>;
  readonly stop: AbortController;
  isOver: boolean;
}

/** Rows that were read once: drawing them again asks nobody. What failed stays an error row until it is forgotten. */
export class LoadedRows {
  private readonly loaded = new Map</* id of the parent */ string, Loading>();
  /** Parents that VS Code was given no rows for, because nobody looked any more while they were read. */
  private readonly givenUp = new Map</* id */ string, Row>();

  /** Without a limit of its own, since a question may be asked on the way: each call has one. */
  of(parent: Row, load: (signal: AbortSignal) => Promise<readonly Row[]>): Promise<readonly Row[]> {
    const known = this.loaded.get(parent.id);
    if (known) return known.rows;
    this.givenUp.delete(parent.id);
    const stop = new AbortController();
    const loading = {
      parent,
      stop,
      rows: rowsOrError(load(stop.signal), parent, stop.signal),
      isOver: false,
    };
    const over = () => (loading.isOver = true);
    loading.rows.then(over, over);
    this.loaded.set(parent.id, loading);
    return loading.rows;
  }

  /** The rows under it are being read at the moment. */
  isLoading({ id }: Row): boolean {
    return this.loaded.get(id)?.isOver === false;
  }

  /** With all that hangs on it; everything, without one. What is being read is read no further. */
  forget(parent?: Row): void {
    for (const { parent: row, stop } of this.within(this.loaded.values(), parent)) {
      this.loaded.delete(row.id);
      stop.abort();
    }
  }

  /** Stops what is being read under it, or everywhere; what has been read stays. */
  giveUp(parent?: Row): void {
    for (const { parent: row, stop, isOver } of this.within(this.loaded.values(), parent)) {
      if (isOver) continue;
      this.givenUp.set(row.id, row);
      this.loaded.delete(row.id);
      stop.abort();
    }
  }

  /** What was given up under it, or everywhere, and has to be asked for again now that it is seen. */
  takeUp(parent?: Row): readonly Row[] {
    const rows = [...this.givenUp.values()].filter(({ id }) => !parent || isWithin(id, parent.id));
    for (const { id } of rows) this.givenUp.delete(id);
    return rows;
  }

  private within(all: Iterable<Loading>, parent: Row | undefined): readonly Loading[] {
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
