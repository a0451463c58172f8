import { badRequest } from './status';

/** What a URL path is about: Kubernetes' RequestInfo without the verb. */
export type RequestTarget = PathTarget | ResourceTarget;

interface PathTarget {
  readonly kind: 'path';
  readonly path: string;
}

export interface ResourceTarget {
  readonly kind: 'resource';
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** A namespace is its own namespace, as in Kubernetes: that is what authorization asks for. */
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

const NAMESPACE_SUBRESOURCES: readonly string[] = ['status', 'finalize'];

export function parseRequestPath(path: string): RequestTarget {
  const [root, ...rest] = path.split('/').filter(Boolean).map(decoded);
  if (root === 'api') return resourceTarget(path, '', rest);
  if (root === 'apis') {
    const [group = '', ...afterGroup] = rest;
    return resourceTarget(path, group, afterGroup);
  }
  return { kind: 'path', path };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badRequest(`the path has an escape that is none: ${segment}`);
  }
}

function resourceTarget(path: string, group: string, segments: readonly string[]): RequestTarget {
  const [version, first, name, ...rest] = segments;
  if (version === undefined || first === undefined) return { kind: 'path', path };

  const [inNamespace] = rest;
  if (
    first === 'namespaces' &&
    inNamespace !== undefined &&
    !(group === '' && NAMESPACE_SUBRESOURCES.includes(inNamespace))
  ) {
    const [resource, resourceName, subresource] = rest;
    return {
      kind: 'resource',
      group,
      version,
      resource: resource ?? '',
      namespace: name,
      name: resourceName,
      subresource,
    };
  }

  return {
    kind: 'resource',
    group,
    version,
    resource: first,
    namespace: first === 'namespaces' ? name : undefined,
    name,
    subresource: inNamespace,
  };
}
