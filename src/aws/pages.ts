/** All items of all pages. */
export async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** For names as people read them: `m5.2xlarge` before `m5.12xlarge`. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;
