import type { Account } from '../accounts';
import type { Caller } from '../service';
import { accessDenied, type DenialReason } from '../service-errors';
import { managedPolicy } from './managed-policies';
import type { Context } from './policy/conditions';
import { evaluate, type AccessRequest, type Decision } from './policy/evaluate';
import { parsePolicy, type PolicyDocument } from './policy/document';

/** Throws access denied, in the words of the action's service, unless the caller's policies allow the action. */
export function requireAccess(caller: Caller, request: AccessRequest): void {
  const reason = denialReason(caller, {
    ...request,
    context: { ...globalContext(caller), ...request.context },
  });
  if (reason === undefined) return;
  throw accessDenied({ callerArn: caller.arn, action: request.action, resource: request.resource, reason });
}

/** What the policies of a user or role say, whatever session it is in. */
export function decide(account: Account, principalArn: string, request: AccessRequest): Decision {
  return evaluate(identityPolicies(account, principalArn), request);
}

/** Whether one of the caller's policies denies the action by name: then nobody else can allow it. */
export function isExplicitlyDenied(caller: Caller, request: AccessRequest): boolean {
  return denialReason(caller, request)?.startsWith('explicit deny') ?? false;
}

function denialReason(caller: Caller, request: AccessRequest): DenialReason | undefined {
  const byIdentity = decide(caller.account, caller.principalArn, request);
  const bySession =
    caller.sessionPolicy === undefined ? 'allowed' : evaluate([parsePolicy(caller.sessionPolicy)], request);
  if (byIdentity === 'explicitDeny') return 'explicit deny in an identity-based policy';
  if (bySession === 'explicitDeny') return 'explicit deny in a session policy';
  if (byIdentity === 'implicitDeny') return 'no identity-based policy allows';
  return bySession === 'implicitDeny' ? 'no session policy allows' : undefined;
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

function identityPolicies(account: Account, principalArn: string): readonly PolicyDocument[] {
  const principals = [...account.users.values(), ...account.roles.values()];
  const principal = principals.find(({ arn }) => arn === principalArn);
  if (!principal) return [];
  const attached = [...principal.attachedPolicyArns].map((arn) => managedPolicy(account, arn)?.document);
  const documents = [...principal.inlinePolicies.values(), ...attached];
  return documents.filter((document) => document !== undefined).map(parsePolicy);
}
