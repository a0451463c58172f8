import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';
import { boundedPages } from '../../../src/core/pages';

interface Page {
  readonly items: readonly number[];
  readonly next?: string;
}

const BOUNDS = { pages: 5, items: 10, ms: 1_000 };
const facts = ({ items, next }: Page) => ({ items: items.length, next });

describe('A list that comes in pages', () => {
  let asked: number;
  /** @param page `undefined` ends the list */
  async function* pages(page: (index: number) => Page): AsyncGenerator<Page> {
    for (asked = 0; ; asked++) yield await Promise.resolve(page(asked));
  }
  beforeEach(() => void (asked = 0));

  async function read(page: (index: number) => Page, now: () => number = () => 0): Promise<number[]> {
    const items: number[] = [];
    const options = { host: 'cluster.example', now, bounds: BOUNDS };
    for await (const some of boundedPages(pages(page), facts, options)) items.push(...some.items);
    return items;
  }
  const endless = { code: 'ERR_ANSWER_ENDLESS_LIST' };

  it('ends with the page that names no other', async () => {
    const items = await read((index) => ({ items: [index], ...(index < 3 && { next: `${index}` }) }));
    deepStrictEqual(items, [0, 1, 2, 3]);
  });

  it('may be as long as it says, in its last page', async () => {
    strictEqual((await read(() => ({ items: Array<number>(50).fill(0) }))).length, 50);
  });

  it('is given up after so many pages', async () => {
    await rejects(
      read((index) => ({ items: [], next: `${index}` })),
      endless,
    );
    strictEqual(asked, 4);
  });

  it('is given up after so many items', async () => {
    await rejects(
      read((index) => ({ items: [1, 2, 3, 4, 5], next: `${index}` })),
      endless,
    );
    strictEqual(asked, 1);
  });

  it('is given up after so long, counted from its first page', async () => {
    let now = 1_000_000;
    const slow = (index: number) => ({ items: [], next: `${(now += 400)} ${index}` });
    await rejects(
      read(slow, () => now),
      endless,
    );
    strictEqual(asked, 3);
  });

  for (const circle of [['a'], ['a', 'b'], ['a', 'b', 'c']])
    it(`is given up when it leads back to a page, in a circle of ${circle.length}`, async () => {
      await rejects(
        read((index) => ({ items: [], next: circle[index % circle.length]! })),
        endless,
      );
      strictEqual(asked, circle.length);
    });

  it('that does not end is explained with who sends it', async () => {
    const failure: unknown = await read(() => ({ items: [], next: 'a' })).catch((error: unknown) => error);
    const { code, message } = toUserError(failure);
    strictEqual(code, 'list-endless');
    strictEqual(message, 'cluster.example returned a list without an end. Reading stopped after 2 pages.');
  });
});
