import { structures, text, texts } from '../members';
import type { Operation, ServiceResponse } from '../service';
import { required } from '../validation';
import { decide } from './authorizer';
import { noSuchEntity } from './errors';
import { pageOf } from './paging';

/** Simulates identity policies alone, as IAM does: neither session policies nor what an organization forbids. */
export const simulatePrincipalPolicy: Operation = (request) => {
  const { caller, input } = request;
  const sourceArn = required(input, 'PolicySourceArn');
  request.authorize('iam:SimulatePrincipalPolicy', sourceArn);
  const { account } = caller;
  const principals = [...account.users.values(), ...account.roles.values()];
  if (!principals.some(({ arn }) => arn === sourceArn)) {
    throw noSuchEntity(`Entity with ARN ${sourceArn} cannot be found.`);
  }
  const resources = texts(input, 'ResourceArns');
  const context = Object.fromEntries(
    structures(input, 'ContextEntries').map((entry) => [
      text(entry, 'ContextKeyName') ?? '',
      texts(entry, 'ContextKeyValues')[0] ?? '',
    ]),
  );
  const results = texts(input, 'ActionNames').flatMap((action) =>
    (resources.length > 0 ? resources : ['*']).map((resource): ServiceResponse => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decide(account, sourceArn, { action, resource, context }),
      MatchedStatements: [],
      MissingContextValues: [],
    })),
  );
  return pageOf(results, 'EvaluationResults', input);
};
