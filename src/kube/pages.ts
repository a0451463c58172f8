import type { Configuration } from '@kubernetes/client-node';
import { AnswerError } from '../core/errors/answer';
import { boundedPages } from '../core/pages';
import { call } from './call';
import { newAllowance, type Connection } from './connection';
import { portError } from './errors';

/** A node is 10 to 20 KB, so that a page stays far below what an answer may have. */
const PAGE_SIZE = 200;

/** What all lists of the client have in common. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly metadata?: { readonly _continue?: string };
}

/** Asks for one page. */
type Ask<Item> = (
  configuration: Configuration,
  page: { readonly limit: number; readonly _continue: string | undefined },
) => Promise<Page<Item>>;

/** All items of all pages, within bounds. Fails as `call` does. */
export async function collect<Item>(
  connection: Connection,
  signal: AbortSignal,
  ask: Ask<Item>,
): Promise<Item[]> {
  const items: Item[] = [];
  const options = { host: connection.host, now: () => performance.now() };
  try {
    for await (const page of boundedPages(pages(connection, signal, ask), facts, options))
      for (const item of page.items) items.push(item);
  } catch (error) {
    throw portError(error, connection.host);
  }
  return items;
}

async function* pages<Item>(
  connection: Connection,
  signal: AbortSignal,
  ask: Ask<Item>,
): AsyncGenerator<Page<Item>> {
  const allowance = newAllowance();
  let next: string | undefined;
  do {
    const _continue = next;
    const request = { limit: PAGE_SIZE, _continue };
    const page = await call(connection, signal, (configuration) => ask(configuration, request), allowance);
    if (!Array.isArray(page.items)) throw new AnswerError(connection.host, { kind: 'foreign' });
    yield page;
    next = nextOf(page);
  } while (next !== undefined);
}

function facts(page: Page<unknown>) {
  return { items: page.items.length, next: nextOf(page) };
}

function nextOf({ metadata }: Page<unknown>): string | undefined {
  return metadata?._continue || undefined;
}
