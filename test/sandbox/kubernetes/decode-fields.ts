import { isFields, type Fields } from './objects';
import type { ResourceType } from './resource-types';
import { Schemas, type NamedSchema, type Schema } from './schemas';

/** What the server understands of an object, and the paths of what it does not know. */
export interface DecodedFields {
  readonly fields: Fields;
  readonly unknown: readonly string[];
}

/** A value that does not fit the Go type of its field; the message is that of Go's decoder. */
export class DecodingError extends Error {}

const QUANTITY = /^[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads an object as the API server does, by the schema of its kind: what is null or unknown is dropped.
 * Custom resources are taken as they are.
 * @throws DecodingError
 */
export function decodeFields(type: ResourceType, object: Fields): DecodedFields {
  const schemas = Schemas.of(type);
  const root = schemas?.ofKind(type.kind);
  if (!schemas || !root) return { fields: object, unknown: [] };
  const decoder = new Decoder(schemas);
  const fields = decoder.decode(root, object, { struct: type.kind, names: [], path: '' }) as Fields;
  return { fields, unknown: decoder.unknown };
}

/** Where a value is: in Go's terms for messages about types, and as a path for those about unknown fields. */
interface Place {
  readonly struct: string;
  readonly names: readonly string[];
  readonly path: string;
}

class Decoder {
  readonly unknown: string[] = [];

  constructor(private readonly schemas: Schemas) {}

  decode(named: NamedSchema, value: unknown, place: Place): unknown {
    const { schema } = named;
    if (isStruct(named)) return this.#struct(named, value, place);
    const values = this.schemas.values(named);
    if (values) return this.#map(values, value, place);
    const items = this.schemas.items(named);
    if (items) return this.#list(items, value, place);
    if (named.name?.endsWith('.Quantity')) return quantity(value);
    checkScalar(schema, value, place);
    return value;
  }

  #struct(named: NamedSchema, value: unknown, place: Place): Fields {
    if (!isFields(value)) throw mismatch(value, goType(this.schemas, named), place);
    const struct = named.name?.split('.').at(-1) ?? place.struct;
    const entries = Object.entries(value).flatMap(([name, member]) => {
      const property = this.schemas.property(named, name);
      const path = place.path === '' ? name : `${place.path}.${name}`;
      if (!property) this.unknown.push(path);
      if (!property || member === null || (struct === 'ObjectMeta' && isEmpty(member))) return [];
      const inside = { struct, names: [...place.names, name], path };
      return [[name, this.decode(property, member, inside)] as const];
    });
    return Object.fromEntries(entries);
  }

  #map(values: NamedSchema, value: unknown, place: Place): Fields {
    if (!isFields(value)) throw mismatch(value, `map[string]${goType(this.schemas, values)}`, place);
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        const inside = { ...place, path: `${place.path}.${key}` };
        // Go makes of null what an empty value is.
        return [key, member === null ? '' : this.decode(values, member, inside)];
      }),
    );
  }

  #list(items: NamedSchema, value: unknown, place: Place): unknown[] {
    if (!Array.isArray(value)) throw mismatch(value, `[]${goType(this.schemas, items)}`, place);
    return value.map((item: unknown, index) =>
      this.decode(items, item, { ...place, path: `${place.path}[${index}]` }),
    );
  }
}

/** Go leaves out of metadata what is empty. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isStruct({ schema }: NamedSchema): boolean {
  return isFields(schema.properties);
}

function quantity(value: unknown): unknown {
  if (QUANTITY.test(String(value))) return value;
  throw new DecodingError(
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  );
}

function checkScalar({ type, format }: Schema, value: unknown, place: Place): void {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') throw mismatch(value, 'string', place);
      if (format === 'byte') checkBase64(value);
      if (format === 'date-time' && !TIME.test(value))
        throw new DecodingError(
          `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(value)} as "2006"`,
        );
      return;
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(value, 'bool', place);
      return;
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value))
        throw mismatch(value, format ?? 'int64', place);
      return;
    // A number or a string, or anything.
    case undefined:
    default:
  }
}

function checkBase64(value: string): void {
  if (BASE64.test(value) && value.length % 4 === 0) return;
  const byte = value.search(/[^A-Za-z0-9+/]/);
  throw new DecodingError(`illegal base64 data at input byte ${byte === -1 ? value.length : byte}`);
}

function mismatch(value: unknown, expected: string, { struct, names }: Place): DecodingError {
  const field = [struct, ...names].join('.');
  return new DecodingError(
    `json: cannot unmarshal ${goWord(value)} into Go struct field ${field} of type ${expected}`,
  );
}

/** How Go names the values of the JSON. */
function goWord(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'number' : `number ${value}`;
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** `v1.Container`, `string`, `[]string`: the Go type behind a schema. */
function goType(schemas: Schemas, named: NamedSchema): string {
  if (named.name !== undefined) return named.name.split('.').slice(-2).join('.');
  const items = schemas.items(named);
  if (items) return `[]${goType(schemas, items)}`;
  const values = schemas.values(named);
  if (values) return `map[string]${goType(schemas, values)}`;
  const { type, format } = named.schema;
  if (format === 'byte') return '[]uint8';
  return type === 'integer' ? (format ?? 'int64') : type === 'boolean' ? 'bool' : 'string';
}
