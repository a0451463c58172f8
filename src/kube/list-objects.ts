import { AnswerError } from '../core/errors/answer';
import { Field } from '../core/environments/objects/field';
import { boundedPages } from '../core/pages';
import { KubernetesError } from '../core/ports/kubernetes';
import type { HttpStream } from '../core/ports/connections';
import type { WatchedKind } from '../core/ports/watch';
import { parsed, timeSlices } from './json-lines';
import { ListParser } from './list-parser';
import type { Opener, StreamRequest } from './open';

/** Items are read while they come, so that a page may be long: each costs a round trip. */
const PAGE_SIZE = 2_500;
/** As much as an object may have, and all that is not an object. */
const MAX_ITEM_BYTES = 4 * 1024 ** 2;
const MAX_PAGE_BYTES = 256 * 1024 ** 2;
const MAX_ANSWER_BYTES = 32 * 1024 ** 2;
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
  const take = (item: unknown) => {
    const object = read(item);
    if (object !== undefined) objects.set(keyOf(new Field(item)), object);
  };
  const options = { host: opener.host, now: () => performance.now(), bounds: BOUNDS };
  try {
    for await (const page of boundedPages(pages(opener, path, take, signal), (facts) => facts, options))
      version = page.version;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof KubernetesError ? error : opener.inOurTerms(error);
  }
  return { objects, version };
}

interface Page {
  readonly items: number;
  readonly next: string | undefined;
  readonly version: string;
}

async function* pages(
  opener: Opener,
  path: string,
  take: (item: unknown) => void,
  signal: AbortSignal,
): AsyncGenerator<Page> {
  let next: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(PAGE_SIZE),
      ...(next !== undefined && { continue: next }),
    });
    const page = await readPage(opener, `${path}?${query.toString()}`, take, signal);
    yield page;
    next = page.next;
  } while (next !== undefined);
}

/** @param take is given each item as it comes */
async function readPage(
  opener: Opener,
  path: string,
  take: (item: unknown) => void,
  signal: AbortSignal,
): Promise<Page> {
  const { body, headers } = await opener.stream(path, signal);
  checkJson(headers, opener.host);
  const parser = new ListParser();
  const letOthersWork = timeSlices();
  let [size, items] = [0, 0];
  for await (const part of body) {
    size += part.length;
    for (const item of parser.add(part)) {
      take(parsed(item, opener.host));
      items++;
      await letOthersWork();
    }
    for (const [bytes, limit] of [
      [size, MAX_PAGE_BYTES],
      [parser.waiting, MAX_ITEM_BYTES],
    ] as const)
      if (bytes > limit) throw new AnswerError(opener.host, { kind: 'too-large', bytes: limit });
  }
  const metadata = new Field(parsed(parser.restText, opener.host)).at('metadata');
  const next = metadata.at('continue').message() || undefined;
  return { items, next, version: metadata.at('resourceVersion').name() };
}

/** What tells an object from others of its kind. */
export function keyOf(object: Field): string {
  return `${object.at('metadata', 'namespace').name()}/${object.at('metadata', 'name').name()}`;
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
    checkJson(headers, opener.host);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of body) {
      size += part.length;
      parts.push(part);
      if (size > MAX_ANSWER_BYTES)
        throw new AnswerError(opener.host, { kind: 'too-large', bytes: MAX_ANSWER_BYTES });
    }
    return parsed(Buffer.concat(parts).toString(), opener.host);
  } catch (error) {
    signal.throwIfAborted();
    throw opener.inOurTerms(error);
  }
}

function checkJson(headers: HttpStream['headers'], host: string): void {
  if (!headers['content-type']?.startsWith('application/json'))
    throw new AnswerError(host, { kind: 'foreign' });
}
