import type { PolicyDocument } from '../policy';
import { canonical, listOf, parsePolicyDocument, type ForeignStatement } from '../policy/foreign-document';
import type { TemplateValue } from '../template/language';

/**
 * The policy of today, and whatever the role has been allowed besides: a cluster that an earlier version made may need
 * it to be deleted. The same again gives the same again, so that CloudFormation finds nothing to update.
 * @param former the policy that the role has now, as IAM gives it
 */
export function mergePolicy(today: PolicyDocument, former: string | undefined): TemplateValue {
  const document = parsePolicyDocument(JSON.stringify(today));
  if (former === undefined) return document;
  return {
    ...document,
    Statement: parsePolicyDocument(former).Statement.reduce(mergeStatement, document.Statement),
  };
}

function mergeStatement(
  statements: readonly ForeignStatement[],
  former: ForeignStatement,
): readonly ForeignStatement[] {
  const same = statements.find((statement) => scopeOf(statement) === scopeOf(former));
  if (!same) return [...statements, { ...former, Sid: freeSid(former.Sid, statements) }];
  const actions = [...new Set([...listOf(same.Action), ...listOf(former.Action)])].sort();
  return statements.map((statement) => (statement === same ? { ...same, Action: actions } : statement));
}

/** All of a statement but its name and its actions. */
function scopeOf(statement: ForeignStatement): string {
  return canonical({ ...statement, Sid: '', Action: '' });
}

/** IAM wants each name once in a policy, and letters and digits in it. */
function freeSid(sid: TemplateValue | undefined, statements: readonly ForeignStatement[]): string {
  const taken = statements.map(({ Sid }) => Sid);
  let free = typeof sid === 'string' ? sid : 'Former';
  while (taken.includes(free)) free += 'Former';
  return free;
}
