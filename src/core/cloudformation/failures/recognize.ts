import { safeValue, type Evidence } from './evidence';
import type { FailureRow, Found } from './failure-row';
import { FAILURES } from './index';

export interface Recognized {
  readonly row: FailureRow;
  readonly found: Found;
  /** AWS's words, to be quoted. */
  readonly said: string;
}

/** The failure that the evidence speaks of; what says little counts only where nothing says more. */
export function recognize(evidence: readonly Evidence[]): Recognized | undefined {
  const known = evidence.flatMap((each) => ofEvidence(each) ?? []);
  return known.find(({ row }) => !row.isVague) ?? known[0];
}

/** A sentence is more exact than its issue's code: `AsgInstanceLaunchFailures` has a dozen causes. */
function ofEvidence(evidence: Evidence): Recognized | undefined {
  const bySentence = firstMatch(evidence);
  return bySentence && !bySentence.row.isVague ? bySentence : (byCode(evidence) ?? bySentence);
}

function firstMatch({ text, said = text, resourceIds }: Evidence): Recognized | undefined {
  for (const row of FAILURES) {
    for (const pattern of row.patterns) {
      const match = pattern.exec(text);
      if (match) return { row, said, found: { text, resourceIds, values: safeValues(match.groups) } };
    }
  }
  return undefined;
}

function byCode({ code, text, said = text, resourceIds }: Evidence): Recognized | undefined {
  if (code === undefined) return undefined;
  const row = FAILURES.find(({ issueCodes }) => issueCodes?.includes(code));
  return row && { row, said, found: { text, resourceIds, values: {} } };
}

function safeValues(groups: Readonly<Record<string, string | undefined>> = {}): Found['values'] {
  const named = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(named.map(([name, value]) => [name, safeValue(value)]));
}
