import { readDenial, type DenyingPolicy } from '../errors/denial';
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
  const denial = readDenial(sentence);
  if (!denial) return NOTHING;
  const { explicit, implicit } = BY_POLICY[denial.policy];
  return { ...NOTHING, ...(denial.effect === 'explicit' ? explicit : implicit) };
}

type Told = Partial<Findings>;

const BY_POLICY: { readonly [P in DenyingPolicy]: { readonly explicit: Told; readonly implicit: Told } } = {
  identity: { explicit: { caller: 'denied' }, implicit: { caller: 'notAllowed' } },
  organization: {
    explicit: { caller: 'deniedByOrganization' },
    implicit: { caller: 'deniedByOrganization' },
  },
  boundary: { explicit: { caller: 'outsideBoundary' }, implicit: { caller: 'outsideBoundary' } },
  session: { explicit: { caller: 'deniedBySession' }, implicit: { caller: 'deniedBySession' } },
  endpoint: { explicit: { caller: 'deniedByEndpoint' }, implicit: { caller: 'deniedByEndpoint' } },
  trust: {
    explicit: { role: 'there', trust: 'refused' },
    implicit: { role: 'there', trust: 'refused' },
  },
  resource: {
    explicit: { role: 'there', trust: 'refused' },
    implicit: { role: 'there', trust: 'refused' },
  },
};

/** What was looked at says more than AWS's sentence, and AWS's sentence more than nothing. */
export function joined(told: Findings, seen: Findings): Findings {
  return {
    caller: told.caller === 'unknown' ? seen.caller : told.caller,
    role: seen.role === 'unknown' ? told.role : seen.role,
    trust: seen.trust === 'unknown' ? told.trust : seen.trust,
  };
}
