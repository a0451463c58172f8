import { createHash } from 'node:crypto';
import { servedTypes } from './catalogue';
import type { Cluster } from './cluster';
import { discoverableTypes } from './discovery';
import { json, text, type Answer, type ApiRequest } from './exchange';
import { fieldsAt, listAt, type Fields } from './objects';
import { apiVersionOf, BUILT_IN_TYPES, type ResourceType } from './resource-types';
import { openApiV2, openApiV3 } from './schemas';

const V2_PROTOBUF = 'com.github.proto-openapi.spec.v2@v1.0+protobuf';
/** With a dot for the `@`, as in the real answer: Go's clients cannot parse the type that they ask for. */
const V2_PROTOBUF_ANSWER = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/**
 * The OpenAPI documents: those of a real API server, in the forms that kubectl and Helm read, and one for each group
 * that custom resource definitions add. Undefined where there is none at that path.
 */
export function openApi(cluster: Cluster, { path, headers }: ApiRequest): Answer | undefined {
  const { accept = '*/*' } = headers;
  if (path === '/openapi/v2')
    return accept.includes(V2_PROTOBUF)
      ? { kind: 'bytes', code: 200, type: V2_PROTOBUF_ANSWER, body: openApiV2() }
      : notAcceptable();

  if (!/json|\*\/\*/.test(accept)) return notAcceptable();
  if (path === '/openapi/v3') return text(JSON.stringify({ paths: index(cluster) }));
  const document = documentAt(cluster, path.replace(/^\/openapi\/v3\//, ''));
  return document && json(document);
}

/** Version 2 in JSON is left out: no client that is used here asks for it. */
function notAcceptable(): Answer {
  return { kind: 'bytes', code: 406, type: 'text/plain; charset=utf-8', body: new Uint8Array() };
}

function index(cluster: Cluster): Fields {
  const prefixes = new Set(discoverableTypes(cluster).map(prefixOf));
  return Object.fromEntries(
    [...prefixes].flatMap((prefix) => {
      const document = documentAt(cluster, prefix);
      if (!document) return [];
      const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
      return [[prefix, { serverRelativeURL: `/openapi/v3/${prefix}?hash=${hash.toUpperCase()}` }]];
    }),
  );
}

function documentAt(cluster: Cluster, prefix: string): Fields | undefined {
  const info = { title: 'Kubernetes', version: `v${cluster.version}.0` };
  const real = openApiV3()[prefix];
  if (real) return { ...real, info };
  const types = servedTypes(cluster.store)
    .filter((type) => !BUILT_IN_TYPES.includes(type))
    .filter((type) => prefixOf(type) === prefix);
  return types.length === 0 ? undefined : customDocument(cluster, types, info);
}

function customDocument(cluster: Cluster, types: readonly ResourceType[], info: Fields): Fields {
  return {
    openapi: '3.0.0',
    info,
    paths: Object.fromEntries(types.map((type) => [pathOf(type), { patch: patchOperation(type) }])),
    components: {
      schemas: Object.fromEntries(types.map((type) => [definitionName(type), schemaOf(cluster, type)])),
    },
  };
}

/** kubectl reads here whether the server checks fields itself. */
function patchOperation({ group, version, kind }: ResourceType): Fields {
  return {
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
      name,
      in: 'query',
      schema: { type: name === 'force' ? 'boolean' : 'string' },
    })),
    responses: {},
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group, version, kind },
  };
}

function schemaOf({ store }: Cluster, { group, version, plural, kind }: ResourceType): Fields {
  const crds = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };
  const definition = store.get(crds, { name: `${plural}.${group}` }) ?? {};
  const versions = listAt(fieldsAt(definition, 'spec'), 'versions');
  const served = versions.find(({ name }) => name === version) ?? {};
  return {
    type: 'object',
    ...fieldsAt(fieldsAt(served, 'schema'), 'openAPIV3Schema'),
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
  };
}

/** `com.example.v1.Backup` for `Backup` in `example.com/v1`. */
function definitionName({ group, version, kind }: ResourceType): string {
  return [...group.split('.').reverse(), version, kind].join('.');
}

function pathOf(type: ResourceType): string {
  const scope = type.namespaced ? 'namespaces/{namespace}/' : '';
  return `/${prefixOf(type)}/${scope}${type.plural}/{name}`;
}

function prefixOf(type: ResourceType): string {
  return type.group === '' ? `api/${type.version}` : `apis/${apiVersionOf(type)}`;
}
