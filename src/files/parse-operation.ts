import type { Choice, Operation } from '../core/operation/operation';
import { CHOICE, OPERATION } from './operation-shape';
import { isObject } from './shape';

/** One more whenever an older version could no longer go on with what a newer one wrote. */
const VERSION = 1;

export function serializeOperation(operation: Operation): string {
  return `${JSON.stringify({ version: VERSION, ...operation }, null, 2)}\n`;
}

/** `undefined` when the text is not an operation of this version. */
export function parseOperation(text: string): Operation | undefined {
  const { version, ...saved } = parseJson(text) ?? {};
  const operation = withKeptOutcome(saved);
  return version === VERSION && OPERATION(operation) ? (operation as unknown as Operation) : undefined;
}

/** 0.1.0 called the outcome `kept` by the name `dismissed`. */
function withKeptOutcome(saved: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { outcome } = saved;
  if (!isObject(outcome) || outcome['kind'] !== 'dismissed') return saved;
  return { ...saved, outcome: { ...outcome, kind: 'kept' } };
}

/** Whether a later version of this extension wrote it. */
export function isNewer(text: string): boolean {
  const version = parseJson(text)?.['version'];
  return typeof version === 'number' && version > VERSION;
}

/** `undefined` when the text is no choice. */
export function parseChoice(text: string): Choice | undefined {
  const choice = parseJson(text);
  return CHOICE(choice) ? (choice as unknown as Choice) : undefined;
}

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
