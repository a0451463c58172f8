import type { Feature } from './features';
import type { Scope } from './scopes';

/** One thing that the provision role may do. The published policy holds these and nothing else. */
export interface Permission {
  readonly action: Action;
  /** What it is for; `effectOfMissing` says how each suffers without it. */
  readonly features: readonly Feature[];
  readonly why: string;
  readonly scope: Scope;
}

export type Action = `${string}:${string}`;

/**
 * Whether the action can be asked for without anything being changed: it reads, or it is EC2's, which has a dry run of
 * each. No policy can tell a dry run from the real thing.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonParameters.html
 */
export function isProbeable(action: Action): boolean {
  return /:(Describe|Get|List|Simulate|Validate|Decode)/.test(action) || action.startsWith('ec2:');
}

export type PermissionTable = {
  readonly [S in Scope]?: readonly (readonly [action: Action, features: readonly Feature[], why: string])[];
};
