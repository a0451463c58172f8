import { ACCOUNT } from './account';
import { CAPACITY } from './capacity';
import { DENIALS } from './denials';
import type { FailureRow } from './failure-row';
import { EXISTING } from './existing';
import { HOOKS } from './hooks';
import { INPUTS } from './inputs';
import { NETWORK } from './network';
import { NODES } from './nodes';
import { ROLES } from './roles';
import { SESSIONS } from './session';
import { STACK, VAGUE } from './stack';

/**
 * All failures that we know. The first that matches counts, so special ones come before general ones. One more failure is
 * one more row.
 */
export const FAILURES: readonly FailureRow[] = [
  ...HOOKS,
  ...SESSIONS,
  ...ACCOUNT,
  ...ROLES,
  ...DENIALS,
  ...EXISTING,
  ...INPUTS,
  ...STACK,
  ...NETWORK,
  ...CAPACITY,
  ...NODES,
  ...VAGUE,
];
