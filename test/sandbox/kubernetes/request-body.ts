import { parseDocument } from 'yaml';
import { decodeFields, DecodingError } from './decode-fields';
import type { ApiRequest } from './exchange';
import { duplicateKeys, fieldValidationOf, unknownField, warningsAbout } from './field-validation';
import { decodeKubernetesProtobuf, PROTOBUF } from './protobuf-kinds';
import { fieldsAt, isFields, textAt, type Fields, type SentObject } from './objects';
import { apiVersionOf, BUILT_IN_TYPES, type ResourceType } from './resource-types';
import { badRequest, unsupportedMediaType } from './status';

const JSON_TYPE = 'application/json';
const YAML_TYPE = 'application/yaml';

/** An object that was sent, and what its sender is warned of. */
export interface Sent {
  readonly object: SentObject;
  readonly warnings: readonly string[];
}

/** What the path says of an object; the object may leave it out. */
export interface Expected {
  readonly type: ResourceType;
  readonly namespace?: string;
  readonly name?: string;
}

/** The object in a request to create or update. */
export function sentObject(request: ApiRequest, expected: Expected): Sent {
  const { type } = expected;
  const body = wholeObject(request, type.kind);
  checkKind(body, type);
  const [faults, validation] = [duplicatesIn(request), fieldValidationOf(request.query)];
  try {
    const { fields, unknown } = decodeFields(type, body);
    const warnings = warningsAbout([...faults, ...unknown.map(unknownField)], validation);
    return { object: placed(fields, expected), warnings };
  } catch (error) {
    if (error instanceof DecodingError) throw unhandled(type, type, error.message);
    throw error;
  }
}

/** The body of a request that need not have one. */
export function optionalBody(request: ApiRequest): Fields {
  return request.body.length === 0 ? {} : wholeObject(request, '');
}

/** Fails unless an object is where the path says that it is. */
export function placed(body: Fields, { namespace, name }: Expected): SentObject {
  const metadata = fieldsAt(body, 'metadata');
  const sentNamespace = textAt(metadata, 'namespace') ?? '';
  if (sentNamespace !== '' && sentNamespace !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  const sentName = textAt(metadata, 'name') ?? '';
  if (name !== undefined && sentName === '')
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  if (name !== undefined && sentName !== name)
    throw badRequest(`the name of the object (${sentName}) does not match the name on the URL (${name})`);
  return { ...body, metadata };
}

export function mediaType({ headers }: ApiRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

/** @throws SyntaxError with the words of Go's decoder */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const at = position === undefined ? text.search(/\S/) : Number(position);
    const character = text[at];
    throw new SyntaxError(
      character === undefined || /unexpected end/i.test(String(error))
        ? 'unexpected end of JSON input'
        : `invalid character '${character}' looking for beginning of value`,
      { cause: error },
    );
  }
}

/** @throws SyntaxError */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false });
  const [error] = document.errors;
  if (error) throw new SyntaxError(`yaml: ${error.message.split('\n')[0] ?? ''}`);
  return document.toJS();
}

function wholeObject(request: ApiRequest, kind: string): Fields {
  const type = mediaType(request);
  const decoded = type === PROTOBUF ? decodeKubernetesProtobuf(request.body) : undefined;
  if (decoded) return decoded;
  if (type === PROTOBUF || !['', JSON_TYPE, YAML_TYPE].includes(type))
    throw unsupportedMediaType([JSON_TYPE, YAML_TYPE, PROTOBUF]);
  const text = request.body.toString();
  try {
    const parsed = type === YAML_TYPE ? parseYaml(text) : parseJson(text);
    if (isFields(parsed)) return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) throw unrecognized(kind, error.message, text);
    throw error;
  }
  const wanted =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  throw unrecognized(kind, `json: cannot unmarshal array into Go value of type ${wanted}`, text);
}

function unrecognized(kind: string, why: string, text: string): Error {
  const shown = text === '' ? '<empty>' : text.startsWith('{') ? text : Buffer.from(text).toString('hex');
  return badRequest(
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why} (${shown})`,
  );
}

function duplicatesIn(request: ApiRequest): string[] {
  if (mediaType(request) === PROTOBUF) return [];
  const duplicates = duplicateKeys(request.body.toString());
  if (mediaType(request) !== YAML_TYPE) return duplicates.map(({ path }) => `duplicate field "${path}"`);
  const lines = duplicates.map(({ key, line }) => `  line ${line}: key "${key}" already set in map`);
  return lines.length === 0 ? [] : [['yaml: unmarshal errors:', ...lines].join('\n')];
}

function checkKind(body: Fields, type: ResourceType): void {
  const { apiVersion = apiVersionOf(type), kind = type.kind } = body;
  if (apiVersion === apiVersionOf(type) && kind === type.kind) return;
  const known = BUILT_IN_TYPES.find((other) => other.kind === kind && apiVersionOf(other) === apiVersion);
  const sent = { kind: String(kind), version: String(apiVersion).split('/').at(-1) ?? '' };
  throw unhandled(
    sent,
    type,
    known
      ? `converting (${sent.version}.${sent.kind}) to (${packageOf(type)}.${type.kind}): unknown conversion`
      : `no kind "${sent.kind}" is registered for version "${String(apiVersion)}" in scheme "pkg/runtime/scheme.go:110"`,
  );
}

/** The Go package of the server's own form of a kind: `core`, `apps`, `rbac`. */
function packageOf({ group }: ResourceType): string {
  return group === '' ? 'core' : (group.split('.')[0] ?? '');
}

function unhandled(sent: Pick<ResourceType, 'kind' | 'version'>, { kind }: ResourceType, why: string): Error {
  return badRequest(`${sent.kind} in version "${sent.version}" cannot be handled as a ${kind}: ${why}`);
}
