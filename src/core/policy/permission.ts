import type { Feature } from './features';
import type { Scope } from './scopes';

/** One thing that the provision role may do. The published policy holds these and nothing else. */
export interface Permission {
  readonly action: Action;
  /** What it is for; `effectOfLacking` says how each suffers without it. */
  readonly features: readonly Feature[];
  readonly why: string;
  readonly scope: Scope;
}

export type Action = `${string}:${string}`;
export type PermissionTable = {
  readonly [S in Scope]?: readonly (readonly [action: Action, features: readonly Feature[], why: string])[];
};
