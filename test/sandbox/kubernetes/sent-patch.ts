import type { ApiRequest } from './exchange';
import { duplicateKeys, fieldValidationOf } from './field-validation';
import { isFields, type Fields, type SentObject } from './objects';
import { mediaType, parseJson, parseYaml, placed, type Expected } from './request-body';
import { apiVersionOf } from './resource-types';
import { ApiError, badRequest } from './status';

const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';
const MEMBERS: readonly string[] = ['op', 'path', 'from', 'value'];

/** A change in one of the four forms that the API server takes; `faults` are unknown and repeated fields in it. */
export type Patch = { readonly faults: readonly string[] } & (
  | { readonly kind: 'apply'; readonly object: SentObject }
  | { readonly kind: 'merge' | 'strategic'; readonly body: Fields }
  | { readonly kind: 'json'; readonly operations: readonly Fields[] }
);

/** What a PATCH is, by its content type: server-side apply has options of its own. */
export function patchStyle(request: ApiRequest): 'apply' | 'change' {
  const type = mediaType(request);
  if (type === APPLY_PATCH) return 'apply';
  if ([MERGE_PATCH, STRATEGIC_MERGE_PATCH, JSON_PATCH].includes(type)) return 'change';
  throw unsupported();
}

/** Reads the body of a PATCH. */
export function sentPatch(request: ApiRequest, expected: Expected): Patch {
  const text = request.body.toString();
  switch (mediaType(request)) {
    case APPLY_PATCH:
      return appliedObject(request, text, expected);
    case MERGE_PATCH:
      return { kind: 'merge', body: mergeBody(text, 'error decoding patch: '), faults: duplicates(text) };
    case STRATEGIC_MERGE_PATCH:
      return { kind: 'strategic', body: mergeBody(text, ''), faults: duplicates(text) };
    case JSON_PATCH:
      return jsonPatch(text);
    default:
      throw unsupported();
  }
}

function unsupported(): ApiError {
  return new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

function mergeBody(text: string, prefix: string): Fields {
  const parsed = decoded(text, prefix);
  if (isFields(parsed)) return parsed;
  throw badRequest(
    `${prefix}json: cannot unmarshal ${wordFor(parsed)} into Go value of type map[string]interface {}`,
  );
}

function jsonPatch(text: string): Patch {
  const prefix = 'error decoding patch: ';
  const parsed = decoded(text, prefix);
  if (!Array.isArray(parsed))
    throw badRequest(
      `${prefix}json: cannot unmarshal ${wordFor(parsed)} into Go value of type []handlers.jsonPatchOp`,
    );
  const operations = parsed.filter(isFields);
  const faults = operations.flatMap((operation, index) =>
    Object.keys(operation)
      .filter((name) => !MEMBERS.includes(name))
      .map((name) => `json patch unknown field "[${index}].${name}"`),
  );
  return { kind: 'json', operations, faults };
}

function decoded(text: string, prefix: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    throw badRequest(`${prefix}${error instanceof Error ? error.message : String(error)}`);
  }
}

function wordFor(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return isFields(value) ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value;
}

function duplicates(text: string): string[] {
  return duplicateKeys(text).map(({ path }) => `duplicate field "${path}"`);
}

function appliedObject(request: ApiRequest, text: string, expected: Expected): Patch {
  const { type } = expected;
  const lines = duplicateKeys(text).map(({ key, line }) => `line ${line}: key "${key}" already set in map`);
  const converting = 'error converting YAML to JSON:';
  if (lines.length > 0 && fieldValidationOf(request.query) === 'Strict')
    throw badRequest(
      `error strict decoding YAML: ${converting} yaml: unmarshal errors:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    );
  let parsed: unknown;
  try {
    parsed = parseYaml(text);
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${converting} ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const body = isFields(parsed) ? parsed : {};
  const { apiVersion = '', kind = '' } = body;
  if (apiVersion !== apiVersionOf(type) || kind !== type.kind) {
    const version = String(apiVersion);
    const qualified = version === '' ? '/' : version.includes('/') ? version : `/${version}`;
    throw badRequest(`invalid object type: ${qualified}, Kind=${String(kind)}`);
  }
  const named = {
    ...body,
    metadata: { name: expected.name, ...(isFields(body.metadata) ? body.metadata : {}) },
  };
  return { kind: 'apply', object: placed(named, expected), faults: lines };
}
