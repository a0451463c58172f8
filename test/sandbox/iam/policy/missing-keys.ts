import { isGiven } from './conditions';
import type { PolicyDocument } from './document';
import { isAbout, type AccessRequest } from './evaluate';

/**
 * Condition keys that statements about the action and resource ask for, and that a simulated request does not carry: what
 * IAM decided may then not hold.
 */
export function missingKeys(policies: readonly PolicyDocument[], request: AccessRequest): readonly string[] {
  const conditions = policies
    .flatMap(({ statements }) => statements)
    .filter((statement) => isAbout(statement, request))
    .flatMap((statement) => statement.conditions);
  const missing = conditions.filter(({ key }) => !isGiven(request.context, key)).map(({ key }) => key);
  return [...new Set(missing)];
}
