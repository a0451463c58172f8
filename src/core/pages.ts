import { AnswerError } from './errors/answer';

/** What tells how far a list is. */
export interface PageFacts {
  readonly items: number;
  /** What the next page is asked for with; `undefined` on the last one. */
  readonly next: string | undefined;
}

export interface PageBounds {
  readonly pages: number;
  readonly items: number;
  readonly ms: number;
}

/** More than any account or cluster has of anything that is listed here; stack events are the most numerous. */
const BOUNDS: PageBounds = { pages: 500, items: 50_000, ms: 60_000 };

/**
 * The pages of a list as they come, until it ends. Throws an `AnswerError` instead of asking for a page too many: after
 * so many pages, items or milliseconds, and when the server names a page again.
 * @param now milliseconds; the time runs from the first page on, since signing in may come before it
 */
export async function* boundedPages<Page>(
  pages: AsyncIterable<Page>,
  facts: (page: Page) => PageFacts,
  { host, now, bounds = BOUNDS }: { host: string; now: () => number; bounds?: PageBounds },
): AsyncGenerator<Page> {
  const named = new Set<string>();
  let count = 0;
  let items = 0;
  let startedAt: number | undefined;
  for await (const page of pages) {
    startedAt ??= now();
    const { items: more, next } = facts(page);
    count++;
    items += more;
    yield page;
    if (next === undefined) return;
    const isOver = count >= bounds.pages || items >= bounds.items || now() - startedAt >= bounds.ms;
    if (isOver || named.has(next)) throw new AnswerError(host, { kind: 'endless-list', pages: count });
    named.add(next);
  }
}
