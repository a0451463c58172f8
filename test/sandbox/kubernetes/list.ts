import { json, type Answer } from './exchange';
import type { Fields, KubernetesObject } from './objects';
import { apiVersionOf, type ResourceType } from './resource-types';
import { parseSelectors } from './selectors';
import { badRequest } from './status';
import type { ObjectStore } from './store';

/** One page of a list, by `limit` and `continue`. */
export interface Page {
  readonly items: readonly KubernetesObject[];
  readonly metadata: Fields;
}

/** Reads the page that a query asks for. */
export function readPage(
  store: ObjectStore,
  list: { type: ResourceType; namespace?: string; query: URLSearchParams },
): Page {
  const { type, namespace, query } = list;
  const selected = store.list(type, namespace).filter(parseSelectors(query, type));
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0)
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(query.get('limit'))}: invalid syntax`);

  const after = continuePoint(query.get('continue') ?? '');
  const rest = after === undefined ? selected : selected.filter((object) => keyOf(object) > after);
  const items = limit === 0 ? rest : rest.slice(0, limit);
  const last = items.at(-1);
  const remaining = rest.length - items.length;
  return {
    items,
    metadata: {
      resourceVersion: String(store.revision),
      ...(last &&
        remaining > 0 && {
          continue: Buffer.from(JSON.stringify(keyOf(last))).toString('base64url'),
          remainingItemCount: remaining,
        }),
    },
  };
}

export function listAnswer(type: ResourceType, { items, metadata }: Page): Answer {
  return json({ kind: `${type.kind}List`, apiVersion: apiVersionOf(type), metadata, items });
}

/** The last key of the page before; undefined at the first page. */
function continuePoint(token: string): string | undefined {
  if (token === '') return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof key === 'string') return key;
  } catch {
    // Not one of ours: said below.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}

function keyOf({ metadata: { namespace = '', name } }: KubernetesObject): string {
  return `${namespace}/${name}`;
}
