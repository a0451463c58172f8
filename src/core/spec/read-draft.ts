import { EMPTY_DRAFT, type Draft } from './draft';

/** Longer than anything AWS names; a webview is untrusted, and so is what it says about itself. */
const LONGEST_TEXT = 2_048;
const MOST_SUBNETS = 200;

/** A draft out of whatever came from the webview or an older version: what has the wrong type is as good as absent. */
export function readDraft(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT;
  const values = value as Readonly<Record<string, unknown>>;
  const read = Object.entries(EMPTY_DRAFT).map(([field, empty]: [string, Draft[keyof Draft]]) => [
    field,
    isLike(empty, values[field]) ? values[field] : empty,
  ]);
  const draft = Object.fromEntries(read) as Draft;
  return { ...draft, compute: 'managed' };
}

function isLike(empty: Draft[keyof Draft], value: unknown): boolean {
  if (typeof empty === 'boolean') return typeof value === 'boolean';
  if (typeof empty === 'string') return isText(value);
  return Array.isArray(value) && value.length <= MOST_SUBNETS && value.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}
