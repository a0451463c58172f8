import type { Caller } from '../../service';
import type { Context } from './conditions';
import { evaluate } from './evaluate';
import { parsePolicy, type PolicyDocument } from './document';

/**
 * What a role's trust policy says of a caller who wants to assume it:
 * `delegated` means that the caller's account may decide by its own policies.
 */
export type Trust = 'direct' | 'delegated' | 'none';

/** Evaluates a trust policy for an AWS principal. */
export function trustIn(caller: Caller, trustPolicy: string, context: Context): Trust {
  const policy = parsePolicy(trustPolicy);
  const account = [caller.account.id, `arn:${caller.account.partition}:iam::${caller.account.id}:root`];
  const identities = ['*', caller.principalArn, caller.arn];

  if (!isAllowed(statementsFor(policy, [...account, ...identities]), context)) return 'none';
  return isAllowed(statementsFor(policy, identities), context) ? 'direct' : 'delegated';
}

/** Whether a service, such as `eks.amazonaws.com`, may assume the role. */
export function trustsService(trustPolicy: string, service: string): boolean {
  const statements = parsePolicy(trustPolicy).statements.filter(({ principals }) =>
    principals?.services.includes(service),
  );
  return isAllowed({ statements }, {});
}

function statementsFor(policy: PolicyDocument, principals: readonly string[]): PolicyDocument {
  return {
    statements: policy.statements.filter((statement) =>
      statement.principals?.aws.some((principal) => principals.includes(principal)),
    ),
  };
}

function isAllowed(policy: PolicyDocument, context: Context): boolean {
  return evaluate([policy], { action: 'sts:AssumeRole', resource: '*', context }) === 'allowed';
}
