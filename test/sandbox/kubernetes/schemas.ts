import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { fieldsAt, isFields, listAt, textAt, type Fields } from './objects';
import type { ResourceType } from './resource-types';

const FIXTURES = join(import.meta.dirname, '../../fixtures/kubernetes-openapi');
const REFERENCE = '#/components/schemas/';

/** A schema of OpenAPI 3, as Kubernetes writes them. */
export interface Schema extends Fields {
  readonly type?: string;
  readonly format?: string;
}

/** A schema, and its name where it has one: `io.k8s.api.core.v1.PodSpec`. */
export interface NamedSchema {
  readonly name?: string;
  readonly schema: Schema;
}

/** What a real API server answers at `/openapi/v2`, for clients that take protobuf. */
export function openApiV2(): Uint8Array {
  return decompressed('v2.pb.br');
}

let documents: Readonly<Record<string, Fields>> | undefined;

/** The OpenAPI 3 documents of a real API server, by their paths: `api/v1`, `apis/apps/v1`. */
export function openApiV3(): Readonly<Record<string, Fields>> {
  documents ??= JSON.parse(decompressed('v3.json.br').toString()) as Record<string, Fields>;
  return documents;
}

/** The schemas of one group and version. */
export class Schemas {
  readonly #schemas: Fields;

  private constructor(document: Fields) {
    this.#schemas = fieldsAt(fieldsAt(document, 'components'), 'schemas');
  }

  /** Undefined for groups that custom resource definitions add. */
  static of({ group, version }: Pick<ResourceType, 'group' | 'version'>): Schemas | undefined {
    const document = openApiV3()[group === '' ? `api/${version}` : `apis/${group}/${version}`];
    return document && new Schemas(document);
  }

  ofKind(kind: string): NamedSchema | undefined {
    const found = Object.entries(this.#schemas).find(([, schema]) =>
      listAt(schema as Fields, 'x-kubernetes-group-version-kind').some(
        (served) => served.kind === kind && isServedOnce(schema as Fields),
      ),
    );
    return found && { name: found[0], schema: found[1] as Schema };
  }

  /** Follows a reference, also one in an `allOf` beside a default. */
  resolve(schema: Fields): NamedSchema {
    const reference = textAt(schema, '$ref') ?? textAt(listAt(schema, 'allOf')[0] ?? {}, '$ref');
    if (reference === undefined) return { schema: schema };
    const name = reference.slice(REFERENCE.length);
    return { name, schema: fieldsAt(this.#schemas, name) };
  }

  property({ schema }: NamedSchema, name: string): NamedSchema | undefined {
    const properties = fieldsAt(schema, 'properties');
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isFields(property) ? this.resolve(property) : undefined;
  }

  /** What the values of a map look like; undefined where the schema is not that of a map. */
  values({ schema }: NamedSchema): NamedSchema | undefined {
    return isFields(schema.additionalProperties) ? this.resolve(schema.additionalProperties) : undefined;
  }

  items({ schema }: NamedSchema): NamedSchema | undefined {
    return isFields(schema.items) ? this.resolve(schema.items) : undefined;
  }
}

/** Options such as DeleteOptions name every group that takes them. */
function isServedOnce(schema: Fields): boolean {
  return listAt(schema, 'x-kubernetes-group-version-kind').length === 1;
}

function decompressed(file: string): Buffer {
  return brotliDecompressSync(readFileSync(join(FIXTURES, file)));
}
