import { AnswerError } from '../core/errors/answer';
import { Field } from '../core/environments/objects/field';
import { boundedPages } from '../core/pages';
import type { WatchedKind } from '../core/ports/watch';
import { breathe, parsed } from './json-lines';
import type { Opener, StreamRequest } from './open';

/** A pod has up to 10 KB, so that a page is parsed in some 20 milliseconds. */
const PAGE_SIZE = 250;
const MAX_PAGE_BYTES = 32 * 1024 ** 2;
/** More than any namespace has: etcd would be full before. A large list may take its time. */
const BOUNDS = { pages: 400, items: Infinity, ms: Infinity };

/** What a list shows, and from when on its changes are asked for. */
export interface Listed<T> {
  readonly objects: Map<string, T>;
  readonly version: string;
}

/** All pages of a list, of each object what is kept. Fails in the port's terms. */
export async function listObjects<T>(
  opener: Opener,
  path: string,
  read: WatchedKind<T>['read'],
  signal: AbortSignal,
): Promise<Listed<T>> {
  const objects = new Map<string, T>();
  let version = '';
  const options = { host: opener.host, now: () => performance.now(), bounds: BOUNDS };
  try {
    for await (const page of boundedPages(pages(opener, path, signal), facts, options)) {
      for (const item of itemsOf(page)) {
        const object = read(item);
        if (object !== undefined) objects.set(keyOf(new Field(item)), object);
      }
      version = page.at('metadata', 'resourceVersion').name();
      await breathe();
    }
  } catch (error) {
    throw error instanceof AnswerError ? opener.inOurTerms(error) : error;
  }
  return { objects, version };
}

async function* pages(opener: Opener, path: string, signal: AbortSignal): AsyncGenerator<Field> {
  let next: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(next !== undefined && { continue: next }),
    });
    const page = new Field(await readJson(opener, `${path}?${query.toString()}`, signal));
    yield page;
    next = nextOf(page);
  } while (next !== undefined);
}

function facts(page: Field) {
  return { items: itemsOf(page).length, next: nextOf(page) };
}

function nextOf(page: Field): string | undefined {
  return page.at('metadata', 'continue').message() || undefined;
}

/** What tells an object from others of its kind. */
export function keyOf(object: Field): string {
  return `${object.at('metadata', 'namespace').name()}/${object.at('metadata', 'name').name()}`;
}

/** As many as there are: a server may know no pages. */
function itemsOf(page: Field): readonly unknown[] {
  const all: unknown = page.at('items').raw;
  return Array.isArray(all) ? all : [];
}

/** An answer that is JSON, whole. Fails in the port's terms. */
export async function readJson(
  opener: Opener,
  path: string,
  signal: AbortSignal,
  request: StreamRequest = {},
): Promise<unknown> {
  const { body, headers } = await opener.stream(path, signal, request);
  try {
    if (!headers['content-type']?.startsWith('application/json'))
      throw new AnswerError(opener.host, { kind: 'foreign' });
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of body) {
      size += part.length;
      parts.push(part);
      if (size > MAX_PAGE_BYTES)
        throw new AnswerError(opener.host, { kind: 'too-large', bytes: MAX_PAGE_BYTES });
    }
    return parsed(Buffer.concat(parts).toString(), opener.host);
  } catch (error) {
    signal.throwIfAborted();
    throw opener.inOurTerms(error);
  }
}
