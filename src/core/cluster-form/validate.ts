import type { Draft, DraftProblems, Field } from './draft';
import type { DraftFacts } from './draft-facts';
import { RULES } from './rules';
import { trim } from './trim-draft';

export type { DraftFacts } from './draft-facts';
export { MAX_NODES } from './node-rules';
export { toSpec } from './to-spec';
/** All that is known to be wrong with the draft; empty when nothing is. In the order of the form's fields. */
export function validateDraft(draft: Draft, facts: DraftFacts): DraftProblems {
  const trimmed = trim(draft);
  const problems = (Object.keys(RULES) as Field[]).map(
    (field) => [field, RULES[field](trimmed, facts)] as const,
  );
  return Object.fromEntries(problems.filter(([, problem]) => problem !== undefined));
}
