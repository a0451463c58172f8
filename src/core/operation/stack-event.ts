/** One row of DescribeStackEvents. */
export interface StackEvent {
  readonly id: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** What the service calls it; absent or empty until it has begun to exist. */
  readonly physicalId?: string;
  readonly status: string;
  readonly reason?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly clientRequestToken?: string;
}

/** The stack reports on itself as a resource of this type. */
export const STACK_TYPE = 'AWS::CloudFormation::Stack';
