import { parse } from 'yaml';
import type { ApiRequest } from './exchange';
import { decodeKubernetesProtobuf, PROTOBUF } from './protobuf-kinds';
import { fieldsAt, isFields, textAt, type Fields, type SentObject } from './objects';
import { apiVersionOf, type ResourceType } from './resource-types';
import { badRequest, unsupportedMediaType } from './status';

const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';
export const APPLY_PATCH = 'application/apply-patch+yaml';
const MERGE_PATCHES: readonly string[] = [
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

export type Patch =
  { readonly kind: 'apply'; readonly body: SentObject } | { readonly kind: 'merge'; readonly body: Fields };

/** The object in a request to create or update; what the path says of it may be left out. */
export function sentObject(
  request: ApiRequest,
  expected: { type: ResourceType; namespace?: string; name?: string },
): SentObject {
  return checkedObject(wholeObject(request), expected);
}

export function sentPatch(
  request: ApiRequest,
  expected: { type: ResourceType; namespace?: string; name: string },
): Patch {
  const type = mediaType(request);
  const body = (): Fields => parseBody(request);
  if (type === APPLY_PATCH) return { kind: 'apply', body: checkedObject(body(), expected) };
  if (MERGE_PATCHES.includes(type)) return { kind: 'merge', body: body() };
  throw unsupportedMediaType([...MERGE_PATCHES, APPLY_PATCH]);
}

/** The body of a request that need not have one, such as DeleteOptions. */
export function optionalBody(request: ApiRequest): Fields {
  return request.body.length === 0 ? {} : wholeObject(request);
}

function wholeObject(request: ApiRequest): Fields {
  const type = mediaType(request);
  const decoded = type === PROTOBUF ? decodeKubernetesProtobuf(request.body) : undefined;
  if (decoded) return decoded;
  if (type === PROTOBUF || !['', JSON_TYPE, YAML_TYPE].includes(type))
    throw unsupportedMediaType([JSON_TYPE, YAML_TYPE]);
  return parseBody(request);
}

function mediaType({ headers }: ApiRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

function parseBody({ body }: ApiRequest): Fields {
  let parsed: unknown;
  try {
    // JSON is YAML too.
    parsed = parse(body.toString());
  } catch (error) {
    throw badRequest(`error decoding the body: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isFields(parsed)) throw badRequest('the body is not an object');
  return parsed;
}

function checkedObject(
  body: Fields,
  { type, namespace, name }: { type: ResourceType; namespace?: string; name?: string },
): SentObject {
  const expectedVersion = apiVersionOf(type);
  const apiVersion = textAt(body, 'apiVersion');
  const kind = textAt(body, 'kind');
  if (apiVersion !== undefined && apiVersion !== expectedVersion)
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${expectedVersion})`,
    );
  if (kind !== undefined && kind !== type.kind)
    throw badRequest(`the kind in the data (${kind}) does not match the expected kind (${type.kind})`);

  const metadata = fieldsAt(body, 'metadata');
  const sentNamespace = textAt(metadata, 'namespace') ?? '';
  if (sentNamespace !== '' && sentNamespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  const sentName = textAt(metadata, 'name') ?? '';
  if (name !== undefined && sentName !== '' && sentName !== name)
    throw badRequest(`the name of the object (${sentName}) does not match the name on the URL (${name})`);
  return { ...body, metadata };
}
