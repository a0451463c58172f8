import { isFields, textsAt, type Fields } from '../objects';
import type { ResourceType } from '../resource-types';
import { Schemas, type NamedSchema } from '../schemas';
import { notSupported, required, type FieldFault } from './field-fault';
import { STRUCT_RULES } from './structs';
import { ALSO_REQUIRED, CHOICES, FORMATS, NOT_REQUIRED } from './tables';

/** Its own rules, and what controllers write, which is not checked here. */
const LEFT_OUT: readonly string[] = ['apiVersion', 'kind', 'metadata', 'status'];

/** Faults in the fields of an object, each by the rules of its schema and of `tables.ts`. */
export function fieldFaults(type: ResourceType, object: Fields): FieldFault[] {
  const schemas = Schemas.of(type);
  const root = schemas?.ofKind(type.kind);
  if (!schemas || !root) return [];
  const checked = Object.fromEntries(Object.entries(object).filter(([name]) => !LEFT_OUT.includes(name)));
  return new Walk(schemas, type.kind).struct(root, checked, '');
}

class Walk {
  constructor(
    private readonly schemas: Schemas,
    private readonly kind: string,
  ) {}

  struct(named: NamedSchema, fields: Fields, path: string): FieldFault[] {
    const struct = named.name?.split('.').at(-1) ?? '';
    const properties = isFields(named.schema.properties) ? named.schema.properties : {};
    const names = Object.keys(properties).filter((name) => path !== '' || !LEFT_OUT.includes(name));
    const isRequired = new Set(textsAt(named.schema, 'required'));
    return [
      ...(STRUCT_RULES[struct]?.(fields, path, this.kind) ?? []),
      ...names.flatMap((name) =>
        this.#member(
          named,
          { name, id: `${struct}.${name}`, isRequired: isRequired.has(name) },
          fields,
          path,
        ),
      ),
    ];
  }

  #member(
    parent: NamedSchema,
    { name, id, isRequired }: { name: string; id: string; isRequired: boolean },
    fields: Fields,
    path: string,
  ): FieldFault[] {
    const property = this.schemas.property(parent, name);
    if (!property) return [];
    const field = path === '' ? name : `${path}.${name}`;
    const value = fields[name];
    const isEmpty = value === undefined || value === '';
    if (isEmpty && isRequired && property.schema.type === 'string' && !NOT_REQUIRED.includes(id))
      return [required(field)];
    const missing = ALSO_REQUIRED[id]?.(field, value) ?? [];
    if (missing.length > 0) return missing;
    if (value === undefined) return this.#absent(parent, property, name, field);
    return [...(FORMATS[id]?.(field, value) ?? []), ...this.#value(property, { id, value, field })];
  }

  /** A struct that is no pointer in Go is there, and empty, where a client left it out. */
  #absent(parent: NamedSchema, property: NamedSchema, name: string, field: string): FieldFault[] {
    const { properties } = parent.schema;
    const declared = isFields(properties) ? properties[name] : undefined;
    return isFields(declared) && isFields(declared.default) && isFields(property.schema.properties)
      ? this.struct(property, {}, field)
      : [];
  }

  #value(
    named: NamedSchema,
    { id, value, field }: { id: string; value: unknown; field: string },
  ): FieldFault[] {
    if (Array.isArray(value)) {
      const items = this.schemas.items(named);
      if (!items) return [];
      // Of lists of plain values Kubernetes names the list, unless there is a rule that says otherwise.
      const isIndexed = items.schema.properties !== undefined || id in CHOICES;
      return value.flatMap((item: unknown, index) =>
        this.#value(items, { id, value: item, field: isIndexed ? `${field}[${index}]` : field }),
      );
    }
    if (isFields(value)) return this.#object(named, value, field);
    const choices = CHOICES[id] ?? textsAt(named.schema, 'enum').toSorted();
    if (choices.length === 0 || value === '' || choices.includes(String(value))) return [];
    return [notSupported(field, value, choices)];
  }

  #object(named: NamedSchema, value: Fields, field: string): FieldFault[] {
    if (isFields(named.schema.properties)) return this.struct(named, value, field);
    const values = this.schemas.values(named);
    if (!values || !isFields(values.schema.properties)) return [];
    return Object.entries(value).flatMap(([key, member]) =>
      isFields(member) ? this.struct(values, member, `${field}[${key}]`) : [],
    );
  }
}
