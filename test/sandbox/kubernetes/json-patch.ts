import { isDeepStrictEqual } from 'node:util';
import { isFields, type Fields } from './objects';

/** A patch that does not fit the object; the server tells its client no more than that. */
export class UnfittingPatch extends Error {}

type Target = Fields | readonly unknown[];

/**
 * JSON Patch (RFC 6902) as the API server applies it. Its library is more lenient than the RFC: `replace` adds a
 * member that an object lacks, what is copied may be absent, and a pointer need not begin with a slash.
 * https://github.com/evanphx/json-patch
 * @throws UnfittingPatch
 */
export function applyJsonPatch(object: Fields, operations: readonly Fields[]): Fields {
  const patched = operations.reduce<unknown>(applyOperation, object);
  if (!isFields(patched)) throw new UnfittingPatch('an object has to stay one');
  return patched;
}

function applyOperation(document: unknown, operation: Fields): unknown {
  const path = pointer(operation.path);
  const value = operation.value ?? null;
  switch (operation.op) {
    case 'add':
      return insert(document, path, value);
    case 'remove':
      return remove(document, path);
    case 'replace':
      return replace(document, path, value);
    case 'move': {
      const from = pointer(operation.from);
      const moved = find(document, from);
      if (moved === undefined) throw new UnfittingPatch('there is nothing to move');
      return insert(remove(document, from), path, moved);
    }
    case 'copy':
      return insert(document, path, find(document, pointer(operation.from)) ?? null);
    case 'test':
      if (!isDeepStrictEqual(find(document, path) ?? null, value)) throw new UnfittingPatch('a test failed');
      return document;
    default:
      throw new UnfittingPatch('there is no such operation');
  }
}

/** What comes before the first slash is left out, whatever it is. */
function pointer(text: unknown): readonly string[] {
  if (typeof text !== 'string') throw new UnfittingPatch('an operation has no path');
  return text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function insert(document: unknown, path: readonly string[], value: unknown): unknown {
  return change(
    document,
    path,
    (parent, last) => {
      if (isFields(parent)) return { ...parent, [last]: value };
      const index = last === '-' ? parent.length : indexAt(last, parent.length);
      return parent.toSpliced(index, 0, value);
    },
    value,
  );
}

function replace(document: unknown, path: readonly string[], value: unknown): unknown {
  return change(
    document,
    path,
    (parent, last) =>
      isFields(parent) ? { ...parent, [last]: value } : parent.with(indexAt(last, parent.length - 1), value),
    value,
  );
}

function remove(document: unknown, path: readonly string[]): unknown {
  return change(
    document,
    path,
    (parent, last) => {
      if (!isFields(parent)) return parent.toSpliced(indexAt(last, parent.length - 1), 1);
      if (!Object.hasOwn(parent, last)) throw new UnfittingPatch('there is nothing to remove');
      return Object.fromEntries(Object.entries(parent).filter(([name]) => name !== last));
    },
    null,
  );
}

/** @param whole what becomes of the document where the path is that of the document itself */
function change(
  document: unknown,
  [first, ...rest]: readonly string[],
  act: (parent: Target, last: string) => Target,
  whole: unknown,
): unknown {
  if (first === undefined) return whole;
  if (!isTarget(document)) throw new UnfittingPatch('the path leads nowhere');
  if (rest.length === 0) return act(document, first);
  const child = memberOf(document, first);
  if (child === undefined) throw new UnfittingPatch('the path leads nowhere');
  const changed = change(child, rest, act, whole);
  return isFields(document)
    ? { ...document, [first]: changed }
    : document.with(indexAt(first, document.length - 1), changed);
}

function find(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (isTarget(value) ? memberOf(value, part) : undefined),
    document,
  );
}

function memberOf(target: Target, name: string): unknown {
  if (isFields(target)) return Object.hasOwn(target, name) ? target[name] : undefined;
  return target[Number(name)];
}

function indexAt(text: string, last: number): number {
  const index = Number(text);
  if (!/^\d+$/.test(text) || index > last) throw new UnfittingPatch('the list has no such place');
  return index;
}

function isTarget(value: unknown): value is Target {
  return typeof value === 'object' && value !== null;
}
