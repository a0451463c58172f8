import type { Compute } from '../cluster-form/cluster-spec';
import type { PolicyDocument, Statement } from './document';
import type { Extra } from './extras';
import type { Permission } from './permission';
import { permissionsFor } from './permissions';
import { type Place, type PolicyRoles, reachOf } from './scopes';
import { concerns } from './targets';

export interface PolicyRequest extends Place, PolicyRoles {
  readonly compute: readonly Compute['kind'][];
  readonly extras?: readonly Extra[];
  /** Without it the role creates clusters and cannot remove them, as in the original. */
  readonly includeDelete: boolean;
}

/** White space not counted. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const POLICY_LIMIT = 6_144;

/**
 * The least that the provision role needs. Where that is more than IAM takes, it leaves the partition open, which changes
 * nothing: an account is in one.
 */
export function provisionPolicy(request: PolicyRequest): PolicyDocument {
  const exact = policyFor(request);
  const isTooLong = JSON.stringify(exact).length > POLICY_LIMIT;
  return isTooLong ? policyFor({ ...request, partition: undefined }) : exact;
}

function policyFor(request: PolicyRequest): PolicyDocument {
  const wanted = permissionsFor(request.compute, request.extras).filter(
    ({ features }) => request.includeDelete || features.some((feature) => feature !== 'delete'),
  );
  const reach = reachOf(request, request);
  // Without a boundary, roles are made like all else that is done to them: one statement is shorter than two.
  const sidOf = ({ scope }: Permission) =>
    scope === 'NewStackRoles' && !reach[scope].condition ? 'StackRoles' : scope;
  const scopes = [...new Set(wanted.map(sidOf))];
  const statements = scopes.map((scope): Statement => {
    const { resource, condition } = reach[scope];
    const actions = wanted.filter((permission) => sidOf(permission) === scope).map(({ action }) => action);
    return {
      Sid: scope,
      Effect: 'Allow',
      Action: actions.sort(),
      Resource:
        resource === '*' ? '*' : resource.filter((arn) => actions.some((action) => concerns(action, arn))),
      ...(condition && { Condition: condition }),
    };
  });
  return { Version: '2012-10-17', Statement: withoutCovered(joinAlternatives(statements)) };
}

/** What another statement allows as well, on the same resources or more, need not be said. */
function withoutCovered(statements: readonly Statement[]): readonly Statement[] {
  return statements.filter(
    (statement) => !statements.some((other) => other !== statement && covers(other, statement)),
  );
}

function covers(wide: Statement, narrow: Statement): boolean {
  const [wideActions, wideResources] = [[wide.Action].flat(), [wide.Resource ?? []].flat()];
  return (
    wide.Condition === undefined &&
    [narrow.Action].flat().every((action) => wideActions.includes(action)) &&
    [narrow.Resource ?? []].flat().every((arn) => wideResources.some((pattern) => isWithin(arn, pattern)))
  );
}

/** Wildcards are at the ends of our patterns. Two that are equal cover each other, and our statements differ. */
function isWithin(arn: string, pattern: string): boolean {
  return pattern.endsWith('*') && arn !== pattern && arn.startsWith(pattern.slice(0, -1));
}

/** Statements that differ in nothing but the values of one condition key are one statement: that saves length. */
function joinAlternatives(statements: readonly Statement[]): readonly Statement[] {
  const joined = new Map<string, Statement>();
  for (const statement of statements) {
    const sole = soleCondition(statement);
    const likeness = JSON.stringify(
      sole ? [statement.Action, statement.Resource, sole.operator, sole.key] : statement,
    );
    const known = joined.get(likeness);
    const values = [known && soleCondition(known)?.values, sole?.values].flatMap((each) => each ?? []);
    joined.set(likeness, {
      ...(known ?? statement),
      ...(sole && { Condition: { [sole.operator]: { [sole.key]: [...new Set(values)] } } }),
    });
  }
  return [...joined.values()];
}

/** The one key that a statement's condition asks for; of several, all have to fit at once. */
function soleCondition({ Condition = {} }: Statement) {
  const [first, ...others] = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values].flat() })),
  );
  return others.length === 0 ? first : undefined;
}
