import type { Draft, FieldProblem } from './draft';
import type { DraftFacts } from './draft-facts';

/** What is wrong with a field of a trimmed draft, or `undefined`. */
export type Rule = (draft: Draft, facts: DraftFacts) => FieldProblem | undefined;
