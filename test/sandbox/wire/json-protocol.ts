import { ServiceError, type ServiceResponse } from '../service';
import type { HttpAnswer, Protocol } from './protocol';

const HEADERS = { 'content-type': 'application/x-amz-json-1.1' };

/** JSON 1.1, of SSM, KMS and Service Quotas: the operation is in the header X-Amz-Target. */
export function jsonProtocol(): Protocol {
  return {
    decode: ({ headers, body }) => {
      const action = headers['x-amz-target']?.split('.')[1];
      if (action === undefined) throw new ServiceError('UnknownOperationException', 'No operation is named.');
      return { action, input: parseBody(body) };
    },
    encode: (_action, output) => ({ status: 200, headers: HEADERS, body: toJson(output) }),
    encodeError: ({ code, message, status }) => ({
      status,
      headers: HEADERS,
      body: JSON.stringify({ __type: code, message }),
    }),
  };
}

/** An operation of a REST API: `{name}` in the path is an input member, and so are the query's parameters. */
export interface RestRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
}

/** REST with JSON, of EKS: the operation is in method and path. */
export function restJsonProtocol(routes: readonly RestRoute[]): Protocol {
  return {
    decode: ({ method, url, body }) => {
      for (const route of routes) {
        const pathMembers = route.method === method ? matchPath(route.path, url.pathname) : undefined;
        if (!pathMembers) continue;
        return {
          action: route.operation,
          input: { ...queryMembers(url.searchParams), ...parseBody(body), ...pathMembers },
        };
      }
      throw new ServiceError('UnknownOperationException', `${method} ${url.pathname} is no operation.`, 404);
    },
    encode: (_action, output) => restAnswer(200, toJson(output)),
    encodeError: ({ code, message, status }) => {
      const { headers, ...answer } = restAnswer(status, JSON.stringify({ message }));
      return { ...answer, headers: { ...headers, 'x-amzn-errortype': code } };
    },
  };
}

function restAnswer(status: number, body: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const [wanted, actual] = [template.split('/'), path.split('/')];
  if (wanted.length !== actual.length) return undefined;
  const members: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(actual[index] ?? '');
    if (part.startsWith('{')) members[part.slice(1, -1)] = value;
    else if (part !== value) return undefined;
  }
  return members;
}

/** The query does not tell a list of one from a text; the API model does. */
function queryMembers(query: URLSearchParams): Record<string, unknown> {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = query.getAll(name);
      return [name, LIST_PARAMETERS.includes(name) ? values : values[0]];
    }),
  );
}

const LIST_PARAMETERS = ['clusterVersions', 'include', 'types', 'publishers', 'owners'];

function parseBody(body: Uint8Array): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    return JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
  } catch {
    throw new ServiceError('SerializationException', 'The request body is no JSON.');
  }
}

/** Both JSON protocols write a point in time as seconds since the epoch. */
function toJson(output: ServiceResponse): string {
  return JSON.stringify(output, function (this: Record<string, unknown>, key, value: unknown) {
    // JSON.stringify has turned a date into text before it asks.
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}
