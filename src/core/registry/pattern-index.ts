import type { ClusterEntry } from './entry';

/** A scope with an asterisk: all that it matches begins with its head and ends with its tail. */
interface Pattern {
  readonly head: string;
  readonly tail: string;
  readonly entry: ClusterEntry;
}

/** Patterns by how they begin: among thousands, nearly all have nothing in common with a given one. */
export class PatternIndex {
  private readonly byHead: ReadonlyMap<string, readonly Pattern[]>;
  private readonly heads: readonly string[];

  /** @param entries whose scopes are patterns */
  constructor(entries: readonly ClusterEntry[]) {
    this.byHead = groupedBy(entries.map(patternOf), ({ head }) => head);
    this.heads = [...this.byHead.keys()].sort();
  }

  /** Those that may match what `scope` matches: one's head begins with the other's, and so do the tails end. */
  *candidatesFor(scope: string): Iterable<ClusterEntry> {
    const { head, tail } = endsOf(scope);
    for (const pattern of [...this.shorterHeads(head), ...this.longerHeads(head)]) {
      if (pattern.tail.endsWith(tail) || tail.endsWith(pattern.tail)) yield pattern.entry;
    }
  }

  private shorterHeads(head: string): readonly Pattern[] {
    return Array.from(
      { length: head.length + 1 },
      (_, end) => this.byHead.get(head.slice(0, end)) ?? [],
    ).flat();
  }

  private longerHeads(head: string): readonly Pattern[] {
    const found: Pattern[] = [];
    for (let i = this.firstAfter(head); this.heads[i]?.startsWith(head); i++) {
      found.push(...(this.byHead.get(this.heads[i] ?? '') ?? []));
    }
    return found;
  }

  /** Of the heads in their order, the first that comes after `head`. */
  private firstAfter(head: string): number {
    let [low, high] = [0, this.heads.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.heads[middle] ?? '') <= head) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export function groupedBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function patternOf(entry: ClusterEntry): Pattern {
  return { ...endsOf(entry.environmentScope), entry };
}

function endsOf(scope: string): { readonly head: string; readonly tail: string } {
  const parts = scope.split('*');
  return { head: parts[0] ?? '', tail: parts.at(-1) ?? '' };
}
