import type { ServiceRole } from '../ports/aws';
import { serviceRolePolicies } from '../template/managed-policies';
import type { Compute } from './cluster-spec';

/**
 * Whether EKS can run a cluster under a role, and what is in the way: the first thing, for a trust comes before all.
 */
export type ServiceRoleFit =
  | { readonly kind: 'fits' }
  /** Its trust is right, but its policies may not be read. */
  | { readonly kind: 'policiesUnknown' }
  /** Actions that its trust does not let EKS call. */
  | { readonly kind: 'untrusting'; readonly actions: readonly string[] }
  /** Names of AWS's own policies. */
  | { readonly kind: 'policiesMissing'; readonly policies: readonly string[] };

type Traits = Pick<ServiceRole, 'trustsEks' | 'tagsSessions' | 'attachedPolicies'>;

/** One judgement for the form's list and for pre-flight. */
export function serviceRoleFit(role: Traits, compute: Compute['kind']): ServiceRoleFit {
  const actions = untrustedActions(role, compute);
  if (actions.length > 0) return { kind: 'untrusting', actions };
  const { attachedPolicies } = role;
  if (!attachedPolicies) return { kind: 'policiesUnknown' };
  const policies = serviceRolePolicies([compute]).filter(
    (policy) => !attachedPolicies.some((arn) => arn.endsWith(`:iam::aws:policy/${policy}`)),
  );
  return policies.length > 0 ? { kind: 'policiesMissing', policies } : { kind: 'fits' };
}

/** A role that is not known to be wrong. */
export function mayFit(role: Traits, compute: Compute['kind']): boolean {
  const { kind } = serviceRoleFit(role, compute);
  return kind === 'fits' || kind === 'policiesUnknown';
}

/** EKS tags its sessions in Auto Mode only. */
function untrustedActions(role: Traits, compute: Compute['kind']): readonly string[] {
  return [
    ...(role.trustsEks ? [] : ['sts:AssumeRole']),
    ...(compute === 'auto' && role.tagsSessions === false ? ['sts:TagSession'] : []),
  ];
}
