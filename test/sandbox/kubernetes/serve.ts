import { isHealthPath } from './authentication';
import { servedType } from './catalogue';
import { minorVersion, type Cluster } from './cluster';
import { discover } from './discovery';
import { json, text, type Answer, type ApiRequest } from './exchange';
import { openApi } from './openapi';
import { denial, isAllowed, type Attributes } from './rbac';
import { serveMetrics } from './metrics';
import { optionalBody } from './request-body';
import { parseRequestPath, type ResourceTarget } from './request-path';
import { review, REVIEW_TYPES } from './reviews';
import { serveResource } from './serve-resource';
import { ApiError, methodNotAllowed, notServed } from './status';
import { serveUpgrade, type Upgrade } from './streams/upgrade';
import type { User } from './users';
import { verbOf } from './verbs';

/** Answers an authenticated request, or throws the ApiError that says why not. */
export function serve(cluster: Cluster, user: User, request: ApiRequest): Answer {
  const target = parseRequestPath(request.path);
  return target.kind === 'path'
    ? servePath(cluster, user, request)
    : serveTarget(cluster, user, request, target);
}

function servePath(cluster: Cluster, user: User, request: ApiRequest): Answer {
  const { path, method } = request;
  authorize(cluster, user, { kind: 'path', verb: method.toLowerCase(), path });
  if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed();
  if (isHealthPath(path)) return text('ok');
  if (path.startsWith('/openapi/')) return openApi(cluster, request) ?? unknown();
  const discovered = discover(cluster, path);
  return discovered ? json(discovered) : unknown();
}

function serveTarget(cluster: Cluster, user: User, request: ApiRequest, target: ResourceTarget): Answer {
  const verb = verbOf(request.method, target, request.query);
  authorize(cluster, user, { ...target, verb });

  const asked = REVIEW_TYPES.find((type) => type.group === target.group && type.plural === target.resource);
  if (asked) {
    if (verb !== 'create') throw methodNotAllowed();
    return json(review(cluster, asked, user, optionalBody(request)), 201);
  }

  if (target.group === 'metrics.k8s.io') return serveMetrics(cluster, { target, verb, query: request.query });
  const type = servedType(cluster.store, target);
  if (!type) throw notServed();
  return serveResource({ cluster, type, target, verb, request });
}

/** Serves a request that becomes a stream, for callers who may. */
export async function serveStream(cluster: Cluster, user: User, upgrade: Upgrade): Promise<undefined> {
  const { request } = upgrade;
  const target = parseRequestPath(request.path);
  if (target.kind === 'path') throw notServed();
  const verb = verbOf(request.method, target, request.query);
  authorize(cluster, user, { ...target, verb });
  // Since 1.35 a GET that becomes a stream needs the right to create one, too.
  if (minorVersion(cluster) >= 35) authorize(cluster, user, { ...target, verb: 'create' });
  await serveUpgrade(cluster, target, upgrade);
  return undefined;
}

function authorize(cluster: Cluster, user: User, attributes: Attributes): void {
  if (isAllowed(cluster.store, user, attributes)) return;
  const details =
    attributes.kind === 'resource'
      ? { name: attributes.name, group: attributes.group || undefined, kind: attributes.resource }
      : undefined;
  throw new ApiError(403, 'Forbidden', denial(user, attributes), details);
}

/** Of Go's HTTP server, and no Status: no part of Kubernetes serves the path. */
function unknown(): Answer {
  return text('404 page not found\n', 404);
}
