import { decodeFields, DecodingError } from './decode-fields';
import { isFields, textAt, type Fields, type SentObject } from './objects';
import type { ResourceType } from './resource-types';
import { unexpected } from './status';

/** Server-side apply takes no unknown field, and knows its objects by the schemas of their kinds. */
export function typedFields(type: ResourceType, sent: SentObject): Fields {
  const failed = `failed to create typed patch object (${textAt(sent.metadata, 'namespace') ?? ''}/${textAt(sent.metadata, 'name') ?? ''}; ${type.group === '' ? '/' : `${type.group}/`}${type.version}, Kind=${type.kind}): `;
  try {
    const { fields, unknown } = decodeFields(type, sent);
    const [first] = unknown;
    if (first === undefined) return fields;
    throw new DecodingError(`${typedPath(sent, first)}: field not declared in schema`);
  } catch (error) {
    if (error instanceof DecodingError) throw unexpected(failed + error.message);
    throw error;
  }
}

/** `.spec.containers[name="a"].foo` for `spec.containers[0].foo`. */
function typedPath(sent: Fields, path: string): string {
  let value: unknown = sent;
  return path
    .replaceAll(/([^.[\]]+)|\[(\d+)\]/g, (_part, name?: string, index?: string) => {
      value = Array.isArray(value)
        ? (value as unknown[])[Number(index)]
        : (value as Fields | undefined)?.[name ?? ''];
      if (name !== undefined) return name;
      const key = isFields(value) ? textAt(value, 'name') : undefined;
      return key === undefined ? `[${index}]` : `[name="${key}"]`;
    })
    .replace(/^/, '.');
}
