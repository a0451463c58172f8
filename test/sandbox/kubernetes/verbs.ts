import { isSet } from './exchange';
import type { ResourceTarget } from './request-path';
import { methodNotAllowed } from './status';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/** The verb that RBAC knows for an HTTP method on a resource. */
export function verbOf(method: string, target: ResourceTarget, query: URLSearchParams): Verb {
  const named = target.name !== undefined;
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (isSet(query, 'watch')) return 'watch';
      return named ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return named ? 'delete' : 'deletecollection';
    default:
      throw methodNotAllowed();
  }
}
