import * as v from 'valibot';
import type { Decision, Operation } from '../core/operation/operation';
import { FROM_VERSION_1 } from './journal-version-1';
import { DECISION, OPERATION } from './operation-schema';
import { parseJson } from './schema';

/**
 * Raised whenever an earlier version of the extension would misread what is written. It then says that a newer version
 * wrote the operation, and leaves it alone. 2: other words for how a failed creation is retried, and for its outcome.
 */
const VERSION = 2;

const VERSIONED = v.looseObject({ version: v.number() });

export function serializeOperation(operation: Operation): string {
  return `${JSON.stringify({ version: VERSION, ...operation }, null, 2)}\n`;
}

/** @returns `undefined` when the text is not an operation of this version or an earlier one */
export function parseOperation(text: string): Operation | undefined {
  const operation = currentOperation(parseJson(text));
  return v.is(OPERATION, operation) ? operation : undefined;
}

/** Whether a later version of this extension wrote it. */
export function isNewer(text: string): boolean {
  const saved = parseJson(text);
  return v.is(VERSIONED, saved) && saved.version > VERSION;
}

/** @returns `undefined` when the text is no decision */
export function parseDecision(text: string): Decision | undefined {
  const decision = parseJson(text);
  return v.is(DECISION, decision) ? decision : undefined;
}

/** The operation in the words of today, not checked yet. */
function currentOperation(saved: unknown): unknown {
  if (!v.is(VERSIONED, saved)) return undefined;
  const { version, ...operation } = saved;
  switch (version) {
    case 1: {
      const read = v.safeParse(FROM_VERSION_1, operation);
      return read.success ? read.output : undefined;
    }
    case VERSION:
      return operation;
    default:
      return undefined;
  }
}
