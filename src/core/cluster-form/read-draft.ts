import {
  ADD_ONS,
  AUTO_ADD_ONS,
  CAPACITY_TYPES,
  COMPUTE_KINDS,
  ENDPOINT_ACCESSES,
  FAILURE_POLICIES,
  LOG_TYPES,
  NODE_SYSTEMS,
  SUPPORT_TYPES,
} from './cluster-spec';
import { EMPTY_DRAFT, type Draft, type Field } from './draft';

/** Longer than anything that AWS takes, and shorter than what would slow the editor down. */
export const LONGEST_TEXT = 65_536;
const MOST_ITEMS = 1_000;

/** Fields with words of ours. */
const WORDS: { readonly [F in Field]?: readonly string[] } = {
  compute: COMPUTE_KINDS,
  capacityType: CAPACITY_TYPES,
  system: NODE_SYSTEMS,
  endpointAccess: ENDPOINT_ACCESSES,
  logTypes: LOG_TYPES,
  addOns: ADD_ONS,
  autoAddOns: AUTO_ADD_ONS,
  supportType: SUPPORT_TYPES,
  onFailure: FAILURE_POLICIES,
};

/** A draft out of whatever came from the webview or an older version: what has the wrong type is as good as absent. */
export function readDraft(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT;
  const values = value as Readonly<Record<string, unknown>>;
  const read = (Object.keys(EMPTY_DRAFT) as Field[]).map((field) => [
    field,
    fits(field, values[field]) ? values[field] : EMPTY_DRAFT[field],
  ]);
  return Object.fromEntries(read) as Draft;
}

/** Whether it is a draft through and through, with nothing beside it. A webview is untrusted. */
export function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const values = value as Readonly<Record<string, unknown>>;
  const fields = Object.keys(EMPTY_DRAFT) as Field[];
  return Object.keys(values).length === fields.length && fields.every((field) => fits(field, values[field]));
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function fits(field: Field, value: unknown): boolean {
  const like = EMPTY_DRAFT[field];
  const isItem = (item: unknown) => isText(item) && isWord(field, item);
  if (typeof like === 'boolean') return typeof value === 'boolean';
  if (typeof like === 'string') return isItem(value);
  return Array.isArray(value) && value.length <= MOST_ITEMS && value.every(isItem);
}

function isWord(field: Field, value: string): boolean {
  return WORDS[field]?.includes(value) ?? true;
}
