import { displayText, MAX_LENGTH } from '../../foreign/shown-text';

/** Why something does not run or cannot be reached: what was seen, what helps, and where to look. */
export interface Failure {
  readonly code: string;
  readonly stage: Stage;
  readonly text: string;
  readonly remedy: string;
  /** What it concerns; absent where that is no pod. */
  readonly pod?: string;
  /** The log that belongs to it. */
  readonly log?: LogReference;
  /** The end of that log, where it was at hand. */
  readonly lines: readonly string[];
}

export interface LogReference {
  readonly pod: string;
  readonly container: string;
  /** Of the container that ended, and not of the one that runs in its place. */
  readonly previous: boolean;
  /** How often the container was restarted so far: each time it has another log. */
  readonly restarts: number;
}

/** Where on its way a pod stopped. What comes first is the cause of what comes later, also in other pods. */
const STAGES = [
  ...(['creation', 'claims', 'scheduling', 'setup', 'image', 'configuration', 'start'] as const),
  ...(['crash', 'probe', 'ended', 'deadline', 'address'] as const),
];
export type Stage = (typeof STAGES)[number];

/** A sentence of Kubernetes, what it means and what helps. */
export interface SentenceRow {
  readonly code: string;
  /** Named groups are the values of the texts. */
  readonly pattern: RegExp;
  readonly text: (value: Value) => string;
  readonly remedy: (value: Value) => string;
  /** It may pass by itself, so that it counts from the second time on. */
  readonly mayPass?: true;
}

/** A value by its name, fit to be shown; empty where there is none. */
type Value = (name: string) => string;

export interface Told {
  readonly code: string;
  readonly text: string;
  readonly remedy: string;
  readonly mayPass: boolean;
}

/**
 * The first row whose pattern is in the sentence.
 * @param known values that are not in the sentence; `sentence` is always there
 */
export function tell(
  rows: readonly SentenceRow[],
  sentence: string,
  known: Readonly<Record<string, string>> = {},
): Told | undefined {
  for (const { code, pattern, text, remedy, mayPass = false } of rows) {
    const found = pattern.exec(sentence);
    if (!found) continue;
    const values = new Map(Object.entries({ sentence, ...known, ...found.groups }));
    const value: Value = (name) => displayText(values.get(name) ?? '', MAX_LENGTH.sentence);
    return { code, text: text(value), remedy: remedy(value), mayPass };
  }
  return undefined;
}

/** The cause of all: that of the earliest stage; of several the first by pod and code, in whatever order they come. */
export function firstCause(failures: readonly Failure[]): Failure | undefined {
  return failures.toSorted(
    (a, b) =>
      STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage) ||
      compare(a.pod ?? '', b.pod ?? '') ||
      compare(a.code, b.code) ||
      compare(a.text, b.text),
  )[0];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
