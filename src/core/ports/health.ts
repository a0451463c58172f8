/** What the services themselves say of a resource that CloudFormation could not bring up. */
export interface HealthPort {
  /** `health.issues` of EKS; none where it is gone already. */
  issues(resource: FailedResource, signal: AbortSignal): Promise<readonly HealthIssue[]>;
  /** Why an Auto Scaling group could not launch instances, newest first. */
  scalingActivities(groupName: string, signal: AbortSignal): Promise<readonly string[]>;
}

export type FailedResource =
  | { readonly kind: 'cluster'; readonly name: string }
  | { readonly kind: 'nodegroup' | 'addon'; readonly cluster: string; readonly name: string };

export interface HealthIssue {
  /** EKS's own, for example `NodeCreationFailure`. */
  readonly code: string;
  readonly message: string;
  readonly resourceIds: readonly string[];
}

/** No calls are made for these: stacks that have nothing of EKS. */
export const NO_HEALTH: HealthPort = {
  issues: () => Promise.resolve([]),
  scalingActivities: () => Promise.resolve([]),
};
