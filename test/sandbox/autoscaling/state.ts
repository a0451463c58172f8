import type { AccountRegion } from '../eks/state';

/** All Auto Scaling groups of all simulated accounts and regions. */
export interface AutoScalingState {
  groups: Group[];
}

export function emptyAutoScalingState(): AutoScalingState {
  return { groups: [] };
}

export interface GroupSettings {
  readonly name: string;
  readonly subnetIds: readonly string[];
  readonly launchTemplate: { readonly id: string; readonly version: string };
  /** Types that override that of the launch template, the preferred one first; empty: that one. */
  readonly overrides: readonly string[];
  readonly tags: readonly GroupTag[];
}

interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

export interface GroupSize {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

export interface Group extends GroupSettings {
  readonly accountRegion: AccountRegion;
  readonly arn: string;
  readonly createdAt: Date;
  size: GroupSize;
  instances: readonly Instance[];
  /** Newest first. */
  activities: readonly Activity[];
  /** Resolves when the group has as many instances as it should, or has found that it cannot. */
  settled: Promise<void>;
}

export interface Instance {
  readonly id: string;
  readonly instanceType: string;
  readonly subnetId: string;
  readonly availabilityZone: string;
  lifecycleState: 'Pending' | 'InService' | 'Terminating';
  /** Takes the instance out of the cluster that it has joined, or tries to. */
  readonly leave: () => void;
}

export interface Activity {
  readonly id: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: ActivityOutcome;
}

export type ActivityOutcome =
  { readonly statusCode: 'Successful' } | { readonly statusCode: 'Failed'; readonly message: string };
