import {
  ADD_ONS,
  CAPACITY_TYPES,
  COMPUTE_KINDS,
  ENDPOINT_ACCESSES,
  FAILURE_POLICIES,
  LOG_TYPES,
  SUPPORT_TYPES,
} from './cluster-spec';
import { EMPTY_DRAFT, type Draft, type Field } from './draft';

/** Longer than anything AWS names; a webview is untrusted, and so is what it says about itself. */
const LONGEST_TEXT = 2_048;
const MOST_SUBNETS = 200;

/** Fields that hold several lines. */
const LONG: { readonly [F in Field]?: number } = {
  labels: 16_384,
  taints: 16_384,
  publicCidrs: 4_096,
  administrators: 16_384,
  tags: 32_768,
};

/** Fields with words of ours. */
const WORDS: { readonly [F in Field]?: readonly string[] } = {
  compute: COMPUTE_KINDS,
  capacityType: CAPACITY_TYPES,
  endpointAccess: ENDPOINT_ACCESSES,
  logTypes: LOG_TYPES,
  addOns: ADD_ONS,
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

function fits(field: Field, value: unknown): boolean {
  const like = EMPTY_DRAFT[field];
  const isItem = (item: unknown) => isText(item, LONG[field] ?? LONGEST_TEXT) && isWord(field, item);
  if (typeof like === 'boolean') return typeof value === 'boolean';
  if (typeof like === 'string') return isItem(value);
  return Array.isArray(value) && value.length <= MOST_SUBNETS && value.every(isItem);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isWord(field: Field, value: unknown): boolean {
  return WORDS[field]?.some((word) => word === value) ?? true;
}
