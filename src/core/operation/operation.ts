import type { ProvisionRole } from '../ports/aws';
import type { ClusterSpec } from '../spec/cluster-spec';
import type { Target } from '../registry/target';

/**
 * One run of creating a cluster, as the journal keeps it. Written before each call that it describes, so that whoever
 * reads it after a crash knows what may exist. Holds no credential and no secret.
 */
export interface Operation {
  /** UUID. The tag of the stack, and what client request tokens are made of. */
  readonly id: string;
  readonly kind: 'create';
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly spec: ClusterSpec;
  readonly role: ProvisionRole;
  readonly accountId: string;
  readonly partition: string;
  readonly target: Target;
  readonly stack: StackStep;
  /** Service account, binding and storage class have been applied. */
  readonly clusterConfigured: boolean;
  /** Kubeconfig and registry have been written. */
  readonly attached: boolean;
  /** What the user should know in the end, though it stopped nothing; a sentence each. */
  readonly notes: readonly string[];
  /** Present once the operation has ended. */
  readonly outcome?: Outcome;
}

export type StackStep =
  /** CreateStack may or may not have reached AWS: the same client request token is sent again. */
  | { readonly step: 'requested' }
  | { readonly step: 'watching'; readonly arn: string }
  | { readonly step: 'complete'; readonly arn: string };

export type Outcome =
  | {
      readonly kind: 'succeeded';
      readonly endedAt: number;
      readonly nodesReady: number;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'failed'; readonly endedAt: number; readonly failure: Failure };

/** A failure in words: what happened, why, and what to do. */
export interface Failure {
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  /** The resource that failed first, where one did. */
  readonly logicalId?: string;
}

/** CloudFormation: 1 to 128 characters, `[a-zA-Z0-9][-a-zA-Z0-9]*`. */
export function clientRequestToken(operation: Operation, call: 'create' | 'delete'): string {
  return `${call}-${operation.id}`;
}
