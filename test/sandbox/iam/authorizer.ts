import type { Account } from '../accounts';
import type { Caller } from '../service';
import { accessDenied, type DenialReason } from '../service-errors';
import { boundaryOf, identityPolicies, serviceControlPolicies } from './effective-policies';
import type { Context } from './policy/conditions';
import { evaluate, type AccessRequest, type Decision } from './policy/evaluate';
import { parsePolicy, type PolicyDocument } from './policy/document';

/** Throws access denied, in the words of the action's service, unless all policies on the caller allow the action. */
export function requireAccess(caller: Caller, request: AccessRequest): void {
  const complete = { ...request, context: { ...globalContext(caller), ...request.context } };
  const reason = denialReason(caller, complete);
  if (reason) throw accessDenied({ caller, request: complete, reason });
}

/**
 * What all policies on a user or role come to, whatever session it is in, and what each kind that can only limit says.
 */
export interface Simulated {
  readonly decision: Decision;
  /** Absent for an account that is in no organization. */
  readonly organization?: Decision;
  /** Absent for callers that have none. */
  readonly boundary?: Decision;
}

/**
 * As IAM's simulator has it, which leaves service control policies with conditions out. Unverified: whether all of such
 * a policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export function simulate(account: Account, principalArn: string, request: AccessRequest): Simulated {
  const organization = serviceControlPolicies(account)?.map(withoutConditional);
  const boundary = boundaryOf(account, principalArn);
  const limits = {
    ...(organization && { organization: evaluate(organization, request) }),
    ...(boundary && { boundary: evaluate(boundary, request) }),
  };
  const identity = evaluate(identityPolicies(account, principalArn), request);
  return { ...limits, decision: gravest([identity, ...Object.values(limits)]) };
}

function gravest(decisions: readonly Decision[]): Decision {
  if (decisions.includes('explicitDeny')) return 'explicitDeny';
  return decisions.includes('implicitDeny') ? 'implicitDeny' : 'allowed';
}

function withoutConditional({ statements }: PolicyDocument): PolicyDocument {
  return { statements: statements.filter(({ conditions }) => conditions.length === 0) };
}

/** Whether something forbids the caller an action that a resource's own policy allows it. */
export function isForbidden(caller: Caller, request: AccessRequest): boolean {
  const reason = denialReason(caller, request);
  return reason?.effect === 'explicitDeny' || reason?.policy === 'service control policy';
}

/**
 * Every kind has to allow. An explicit deny of any kind is told before that another does not allow; else the first in
 * IAM's order:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
function denialReason(caller: Caller, request: AccessRequest): DenialReason | undefined {
  const said = policiesOn(caller).map(({ policy, documents }) => ({
    policy,
    effect: evaluate(documents, request),
  }));
  const reasons = said.flatMap(({ policy, effect }) => (effect === 'allowed' ? [] : [{ policy, effect }]));
  return reasons.find(({ effect }) => effect === 'explicitDeny') ?? reasons[0];
}

interface PoliciesOfAKind {
  readonly policy: DenialReason['policy'];
  readonly documents: readonly PolicyDocument[];
}

/** In IAM's order; a kind of which there are none limits nothing. */
function policiesOn({ account, principalArn, sessionPolicy }: Caller): readonly PoliciesOfAKind[] {
  const organization = serviceControlPolicies(account);
  const boundary = boundaryOf(account, principalArn);
  return [
    ...(organization ? [{ policy: 'service control policy' as const, documents: organization }] : []),
    { policy: 'identity-based policy', documents: identityPolicies(account, principalArn) },
    ...(boundary ? [{ policy: 'permissions boundary' as const, documents: boundary }] : []),
    ...(sessionPolicy === undefined
      ? []
      : [{ policy: 'session policy' as const, documents: [parsePolicy(sessionPolicy)] }]),
  ];
}

/** Keys that every request carries. */
export function globalContext(caller: Caller): Context {
  return {
    'aws:PrincipalAccount': caller.account.id,
    'aws:PrincipalArn': caller.principalArn,
    'aws:userid': caller.userId,
    'aws:SecureTransport': 'true',
  };
}
