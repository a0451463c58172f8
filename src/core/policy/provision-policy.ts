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

/** The least that the provision role needs. IAM counts at most 6,144 characters without spaces. */
export function provisionPolicy(request: PolicyRequest): PolicyDocument {
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
  return { Version: '2012-10-17', Statement: joinAlternatives(statements) };
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
