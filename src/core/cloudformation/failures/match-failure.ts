import { safeValue, type Evidence } from './evidence';
import type { FailureRow, FailureMatch } from './failure-row';
import { FAILURES } from './index';

export interface RecognizedFailure {
  readonly row: FailureRow;
  readonly found: FailureMatch;
  /** AWS's words, to be quoted. */
  readonly quote: string;
}

/** The failure that the evidence speaks of; what says little counts only where nothing says more. */
export function matchFailure(evidence: readonly Evidence[]): RecognizedFailure | undefined {
  const known = evidence.flatMap((each) => matchEvidence(each) ?? []);
  return known.find(({ row }) => !row.isVague) ?? known[0];
}

/** A sentence is more exact than its issue's code: `AsgInstanceLaunchFailures` has a dozen causes. */
function matchEvidence(evidence: Evidence): RecognizedFailure | undefined {
  const bySentence = matchSentence(evidence);
  return bySentence && !bySentence.row.isVague ? bySentence : (matchCode(evidence) ?? bySentence);
}

function matchSentence({ text, quote = text, resourceIds }: Evidence): RecognizedFailure | undefined {
  for (const row of FAILURES) {
    for (const pattern of row.patterns) {
      const match = pattern.exec(text);
      if (match) return { row, quote, found: { text, resourceIds, values: safeValues(match.groups) } };
    }
  }
  return undefined;
}

function matchCode({ code, text, quote = text, resourceIds }: Evidence): RecognizedFailure | undefined {
  if (code === undefined) return undefined;
  const row = FAILURES.find(({ issueCodes }) => issueCodes?.includes(code));
  return row && { row, quote, found: { text, resourceIds, values: {} } };
}

function safeValues(groups: Readonly<Record<string, string | undefined>> = {}): FailureMatch['values'] {
  const named = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(named.map(([name, value]) => [name, safeValue(value)]));
}
