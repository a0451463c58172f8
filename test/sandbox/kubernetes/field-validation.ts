import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { DecodingError } from './decode-fields';

/** What becomes of fields that are unknown or stand twice: `fieldValidation` of a request. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** Warn unless a client says otherwise, as since Kubernetes 1.25. */
export function fieldValidationOf(query: URLSearchParams): FieldValidation {
  const asked = query.get('fieldValidation');
  return asked === 'Ignore' || asked === 'Strict' ? asked : 'Warn';
}

/**
 * What the sender is warned of.
 * @throws DecodingError where it wants such a request to be refused
 */
export function warningsAbout(faults: readonly string[], validation: FieldValidation): readonly string[] {
  if (validation === 'Strict' && faults.length > 0)
    throw new DecodingError(`strict decoding error: ${faults.join(', ')}`);
  return validation === 'Ignore' ? [] : faults;
}

export function unknownField(path: string): string {
  return `unknown field "${path}"`;
}

/** A key that a mapping has twice; the last one counts. */
export interface DuplicateKey {
  readonly key: string;
  /** From the root: `spec.containers[0].name`. */
  readonly path: string;
  readonly line: number;
}

/** The keys that stand twice in a JSON or YAML document. */
export function duplicateKeys(text: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(parseDocument(text, { uniqueKeys: false }), {
    Map(_key, map, ancestors) {
      const seen = new Set<string>();
      const parents = pathOf(ancestors, map);
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const path = parents === '' ? name : `${parents}.${name}`;
        if (seen.has(name)) found.push({ key: name, path, line: lineAt(text, key.range?.[0] ?? 0) });
        seen.add(name);
      }
    },
  });
  return found;
}

function pathOf(ancestors: readonly unknown[], node: unknown): string {
  return ancestors.reduce<string>((path, ancestor, index) => {
    if (isPair(ancestor)) {
      const name = isScalar(ancestor.key) ? String(ancestor.key.value) : '';
      return path === '' ? name : `${path}.${name}`;
    }
    const items = (ancestor as { items?: readonly unknown[] }).items;
    const child = ancestors[index + 1] ?? node;
    return items === undefined || isPair(child) ? path : `${path}[${items.indexOf(child)}]`;
  }, '');
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
