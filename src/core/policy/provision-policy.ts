import type { Compute } from '../spec/cluster-spec';
import type { PolicyDocument, Statement } from './document';
import type { Extra } from './extras';
import { permissionsFor } from './permissions';
import { type Place, type PolicyRoles, reachOf } from './scopes';

export interface PolicyRequest extends Place, PolicyRoles {
  readonly compute: readonly Compute['kind'][];
  readonly extras?: readonly Extra[];
  /** Without it the role creates clusters and cannot remove them, as in the original. */
  readonly includeDelete: boolean;
}

/** The least that the provision role needs; one statement a scope. IAM counts at most 6,144 characters without spaces. */
export function provisionPolicy(request: PolicyRequest): PolicyDocument {
  const wanted = permissionsFor(request.compute, request.extras).filter(
    ({ features }) => request.includeDelete || features.some((feature) => feature !== 'delete'),
  );
  const reach = reachOf(request, request);
  const scopes = [...new Set(wanted.map(({ scope }) => scope))];
  return {
    Version: '2012-10-17',
    Statement: scopes.map((scope): Statement => {
      const { resource, condition } = reach[scope];
      const actions = wanted.filter((permission) => permission.scope === scope).map(({ action }) => action);
      return {
        Sid: scope,
        Effect: 'Allow',
        Action: actions.sort(),
        Resource: resource,
        ...(condition && { Condition: condition }),
      };
    }),
  };
}
