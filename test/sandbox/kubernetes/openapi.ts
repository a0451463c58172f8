import type { Cluster } from './cluster';
import { discoverableTypes } from './discovery';
import { json, type Answer } from './exchange';
import type { Fields } from './objects';
import { apiVersionOf, type ResourceType } from './resource-types';

const V2_PROTOBUF = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

/**
 * The OpenAPI documents, as far as `kubectl apply` needs them: it reads in them whether the server checks
 * fields itself, and so need not have the schemas.
 */
export function openApi(cluster: Cluster, path: string): Answer | undefined {
  if (path === '/openapi/v2')
    return { kind: 'bytes', code: 200, type: V2_PROTOBUF, body: emptyV2Document(cluster) };
  if (path === '/openapi/v3') return json({ paths: index(cluster) });

  const prefix = path.replace(/^\/openapi\/v3\//, '');
  const types = discoverableTypes(cluster).filter((type) => prefixOf(type) === prefix);
  return types.length === 0 ? undefined : json(document(cluster, types));
}

function index(cluster: Cluster): Fields {
  const prefixes = new Set(discoverableTypes(cluster).map(prefixOf));
  return Object.fromEntries(
    [...prefixes].map((prefix) => [prefix, { serverRelativeURL: `/openapi/v3/${prefix}` }]),
  );
}

function document(cluster: Cluster, types: readonly ResourceType[]): Fields {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: `v${cluster.version}.0` },
    paths: Object.fromEntries(types.map((type) => [pathOf(type), { patch: patchOperation(type) }])),
  };
}

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

function pathOf(type: ResourceType): string {
  const scope = type.namespaced ? 'namespaces/{namespace}/' : '';
  return `/${prefixOf(type)}/${scope}${type.plural}/{name}`;
}

function prefixOf(type: ResourceType): string {
  return type.group === '' ? `api/${type.version}` : `apis/${apiVersionOf(type)}`;
}

/**
 * kubectl before 1.27 takes version 2 only, and only as protobuf: field 1 is the version of Swagger, field 2
 * the title and version of the API. Of kinds that are not in it such a kubectl checks nothing.
 */
function emptyV2Document({ version }: Cluster): Uint8Array {
  const info = [...protobufText(1, 'Kubernetes'), ...protobufText(2, `v${version}.0`)];
  return Uint8Array.from([...protobufText(1, '2.0'), (2 << 3) | 2, info.length, ...info]);
}

function protobufText(field: number, text: string): number[] {
  return [(field << 3) | 2, text.length, ...Buffer.from(text)];
}
