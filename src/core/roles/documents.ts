import type { TemplateValue } from '../template/language';

/** A policy document as IAM hands it out, by anybody's hand; its statement may stand alone. */
interface ForeignDocument {
  readonly Statement: TemplateValue;
  readonly [key: string]: TemplateValue;
}

export type ForeignStatement = Readonly<Record<string, TemplateValue>>;

/** A document of IAM's, which has checked that it is one, with its statements as a list. */
export function readDocument(json: string): {
  readonly Statement: readonly ForeignStatement[];
  readonly [key: string]: TemplateValue;
} {
  const document = JSON.parse(json) as ForeignDocument;
  return { ...document, Statement: listOf(document.Statement) as readonly ForeignStatement[] };
}

/** In a policy one value may stand for a list of one. */
export function listOf(value: TemplateValue | undefined): readonly TemplateValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** Values that say the same are the same text, in whatever order somebody or IAM wrote them down. */
export function canonical(value: TemplateValue | undefined): string {
  if (value === undefined) return '';
  if (isList(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}:${canonical(listOf(inner))}`);
  return `{${entries.sort().join()}}`;
}

function isList(value: TemplateValue): value is readonly TemplateValue[] {
  return Array.isArray(value);
}
