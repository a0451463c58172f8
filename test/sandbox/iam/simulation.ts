import { structures, text, texts } from '../input';
import type { Operation, ServiceResponse } from '../service';
import { required } from '../validation';
import { simulate } from './authorizer';
import { boundaryOf, identityPolicies, principalOf } from './effective-policies';
import { noSuchEntity } from './errors';
import { pageOf } from './paging';
import { missingKeys } from './policy/missing-keys';

/** Simulates all policies on a principal but session policies and those of resources, as IAM does. */
export const simulatePrincipalPolicy: Operation = (request) => {
  const { caller, input } = request;
  const sourceArn = required(input, 'PolicySourceArn');
  request.authorize('iam:SimulatePrincipalPolicy', sourceArn);
  const { account } = caller;
  if (!principalOf(account, sourceArn)) {
    throw noSuchEntity(`Entity with ARN ${sourceArn} cannot be found.`);
  }
  const resources = texts(input, 'ResourceArns');
  const context = Object.fromEntries(
    structures(input, 'ContextEntries').map((entry) => [
      text(entry, 'ContextKeyName') ?? '',
      /List$/.test(text(entry, 'ContextKeyType') ?? '')
        ? texts(entry, 'ContextKeyValues')
        : (texts(entry, 'ContextKeyValues')[0] ?? ''),
    ]),
  );
  const policies = [...identityPolicies(account, sourceArn), ...(boundaryOf(account, sourceArn) ?? [])];
  const results = texts(input, 'ActionNames').flatMap((action) =>
    (resources.length > 0 ? resources : ['*']).map((resource): ServiceResponse => {
      const { decision, organization, boundary } = simulate(account, sourceArn, {
        action,
        resource,
        context,
      });
      return {
        EvalActionName: action,
        EvalResourceName: resource,
        EvalDecision: decision,
        MatchedStatements: [],
        MissingContextValues: missingKeys(policies, { action, resource, context }),
        ...(organization && {
          OrganizationsDecisionDetail: { AllowedByOrganizations: organization === 'allowed' },
        }),
        ...(boundary && {
          PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: boundary === 'allowed' },
        }),
      };
    }),
  );
  return pageOf(results, 'EvaluationResults', input);
};
