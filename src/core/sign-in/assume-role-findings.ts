import { parseDenial } from '../errors/access-denied';
import type { DenyingPolicy } from '../errors/denying-policy';
import type { Decision } from '../ports/permissions';
import type { TrustFinding } from './trust-finding';

/** Whether the caller's own policies let it assume the role. */
export type CallerFinding = Decision | 'deniedBySession' | 'deniedByEndpoint' | 'unknown';

export type RoleFinding = 'there' | 'missing' | 'unknown';

/** The three things of which one is wrong where AWS denies sts:AssumeRole, as far as each could be looked at. */
export interface Findings {
  readonly caller: CallerFinding;
  readonly role: RoleFinding;
  readonly trust: TrustFinding;
}

const NOTHING: Findings = { caller: 'unknown', role: 'unknown', trust: 'unknown' };

/** What AWS's own sentence gives away. About a role that is not there it says nothing, for strangers could try names. */
export function findingsIn(sentence: string): Findings {
  const { policy, effect } = parseDenial(sentence) ?? {};
  // A Deny of an unnamed policy: which one it is has to be looked up, but that it is a Deny is certain.
  if (policy === undefined) return effect === 'explicit' ? { ...NOTHING, caller: 'denied' } : NOTHING;
  const { explicit, implicit } = BY_POLICY[policy];
  return { ...NOTHING, ...(effect === 'explicit' ? explicit : implicit) };
}

type Told = Partial<Findings>;

type ByEffect = { readonly explicit: Told; readonly implicit: Told };

const BY_ORGANIZATION: ByEffect = {
  explicit: { caller: 'deniedByOrganization' },
  implicit: { caller: 'deniedByOrganization' },
};

/** The resource of sts:AssumeRole is the role, and its policy the trust relationship. */
const BY_TRUST: ByEffect = {
  explicit: { role: 'there', trust: 'refused' },
  implicit: { role: 'there', trust: 'refused' },
};

const BY_POLICY: { readonly [P in DenyingPolicy]: ByEffect } = {
  identity: { explicit: { caller: 'denied' }, implicit: { caller: 'notAllowed' } },
  serviceControl: BY_ORGANIZATION,
  resourceControl: BY_ORGANIZATION,
  declarative: BY_ORGANIZATION,
  boundary: { explicit: { caller: 'outsideBoundary' }, implicit: { caller: 'outsideBoundary' } },
  session: { explicit: { caller: 'deniedBySession' }, implicit: { caller: 'deniedBySession' } },
  endpoint: { explicit: { caller: 'deniedByEndpoint' }, implicit: { caller: 'deniedByEndpoint' } },
  trust: BY_TRUST,
  resource: BY_TRUST,
  key: BY_TRUST,
};

/** What was looked at says more than AWS's sentence, and AWS's sentence more than nothing. */
export function mergeFindings(told: Findings, seen: Findings): Findings {
  return {
    caller: told.caller === 'unknown' ? seen.caller : told.caller,
    role: seen.role === 'unknown' ? told.role : seen.role,
    trust: seen.trust === 'unknown' ? told.trust : seen.trust,
  };
}
