import { ACCOUNT } from './account';
import { CAPACITY } from './capacity';
import { DENIALS } from './denials';
import type { FailureRow } from './failure-row';
import { ALREADY_EXISTS } from './already-exists';
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
  ...ALREADY_EXISTS,
  ...INPUTS,
  ...STACK,
  ...NETWORK,
  ...CAPACITY,
  ...NODES,
  ...VAGUE,
];
