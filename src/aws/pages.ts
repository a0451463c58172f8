import { boundedPages } from '../core/pages';

/** For an error: all of AWS's lists come from it. */
const HOST = 'AWS';

/** All items of all pages, within bounds. */
export async function collect<Page extends object, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const some of itemsOfPages(pages, itemsOf)) for (const item of some) items.push(item);
  return items;
}

/** The items of each page as it comes, within bounds. Who has enough leaves the loop. */
export async function* itemsOfPages<Page extends object, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): AsyncGenerator<readonly Item[]> {
  const facts = (page: Page) => ({ items: itemsOf(page)?.length ?? 0, next: nextOf(page) });
  for await (const page of boundedPages(pages, facts, { host: HOST, now: () => performance.now() }))
    yield itemsOf(page) ?? [];
}

/** The services' own name; a token that is not text does not let the SDK's paginators continue, either. */
const TOKENS = ['NextToken', 'nextToken', 'Marker'];

function nextOf(page: object): string | undefined {
  const found = Object.entries(page).find(([name, value]) => TOKENS.includes(name) && Boolean(value));
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}

/** For names as people read them: `m5.2xlarge` before `m5.12xlarge`. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
