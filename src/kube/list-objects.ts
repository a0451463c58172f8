import { AnswerError } from '../core/errors/answer';
import { Field } from '../core/environments/objects/field';
import type { WatchedKind } from '../core/ports/watch';
import { breathe, parsed } from './json-lines';
import type { Opener, StreamRequest } from './open';

/** A pod has up to 10 KB, so that a page is parsed in some 20 milliseconds. */
const PAGE_SIZE = 250;
const MAX_PAGE_BYTES = 32 * 1024 ** 2;
/** More than any namespace has: etcd would be full before. */
const MAX_PAGES = 400;

/** What a list shows, and from when on its changes are asked for. */
export interface Listed<T> {
  readonly objects: ReadonlyMap<string, T>;
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
  let next = '';
  let version = '';
  for (let page = 1; page <= MAX_PAGES; page++) {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(next === '' ? {} : { continue: next }),
    });
    const list = new Field(await readJson(opener, `${path}?${query.toString()}`, signal));
    for (const [key, object] of items(list, read)) objects.set(key, object);
    version = list.at('metadata', 'resourceVersion').name();
    next = list.at('metadata', 'continue').message();
    if (next === '') return { objects, version };
    await breathe();
  }
  throw opener.inOurTerms(new AnswerError(opener.host, { kind: 'endless-list', pages: MAX_PAGES }));
}

/** What tells an object from others of its kind. */
export function keyOf(object: Field): string {
  return `${object.at('metadata', 'namespace').name()}/${object.at('metadata', 'name').name()}`;
}

/** As many as there are: a server may know no pages. */
function items<T>(list: Field, read: WatchedKind<T>['read']): readonly (readonly [string, T])[] {
  const all: unknown = list.at('items').raw;
  if (!Array.isArray(all)) return [];
  return all.flatMap((item: unknown) => {
    const object = read(item);
    return object === undefined ? [] : [[keyOf(new Field(item)), object] as const];
  });
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
