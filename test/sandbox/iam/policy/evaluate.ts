import { isMet, type Context } from './conditions';
import type { Matcher, PolicyDocument, Statement } from './document';
import { matchesAnyCase, matchesWildcards } from './wildcards';

/** One question to IAM: may this be done? */
export interface AccessRequest {
  /** `service:Action` */
  readonly action: string;
  /** ARN, or `*` for an action that has no resource. */
  readonly resource: string;
  readonly context: Context;
}

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** What policies say of a request: a statement that denies wins, and what none allows is denied. */
export function evaluate(policies: readonly PolicyDocument[], request: AccessRequest): Decision {
  const effects = policies
    .flatMap(({ statements }) => statements)
    .filter((statement) => applies(statement, request))
    .map(({ effect }) => effect);
  if (effects.includes('Deny')) return 'explicitDeny';
  return effects.includes('Allow') ? 'allowed' : 'implicitDeny';
}

function applies(statement: Statement, request: AccessRequest): boolean {
  return (
    isAbout(statement, request) &&
    statement.conditions.every((condition) => isMet(condition, request.context))
  );
}

/** Whether a statement speaks of the action and the resource, whatever its conditions say. */
export function isAbout({ actions, resources }: Statement, { action, resource }: AccessRequest): boolean {
  return (
    matches(actions, (pattern) => matchesAnyCase(pattern, action)) &&
    (resources === undefined || matches(resources, (pattern) => matchesWildcards(pattern, resource)))
  );
}

function matches({ kind, patterns }: Matcher, isMatch: (pattern: string) => boolean): boolean {
  return patterns.some(isMatch) === (kind === 'only');
}
