import type { RequestContext } from '../policy/request-context';

/** What AWS tells about the permissions of the provision role, without anything being changed. */
export interface PermissionsPort {
  readonly simulate: Simulate;
  /**
   * Finds out about one action by a dry run, or by a read of what may well not exist. `unknown` where AWS offers
   * neither: what could change anything is never tried.
   */
  probe(action: string, names: ProbeNames, signal: AbortSignal): Promise<ProbeAnswer>;
}

/** iam:SimulatePrincipalPolicy. Knows the role's policies, its boundary and the organization, but no session policy. */
export type Simulate = (simulation: Simulation, signal: AbortSignal) => Promise<readonly Simulated[]>;

/** Each action is tried on each resource. */
export interface Simulation {
  /** The role itself and not a session of it. */
  readonly roleArn: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition keys of the simulated requests. */
  readonly context: RequestContext;
}

export interface Simulated {
  readonly action: string;
  readonly resource: string;
  readonly decision: Decision;
  /** Condition keys that policies ask for and the simulated request did not carry: without them nothing is decided. */
  readonly missing?: readonly string[];
}

/** `notAllowed`: no policy allows it. `denied`: one of the role's policies forbids it. */
export type Decision = 'allowed' | 'notAllowed' | 'denied' | 'deniedByOrganization' | 'outsideBoundary';

/** What the calls of a probe name; none of it has to exist. */
export interface ProbeNames {
  readonly cluster: string;
  readonly stack: string;
  /** By its name, as IAM's calls take it. */
  readonly serviceRole: string;
  readonly provisionRoleArn: string;
}

export type ProbeAnswer = 'allowed' | 'denied' | 'unknown';
