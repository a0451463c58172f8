import type { Failure } from '../cloudformation/failure';
import type { ControlPlanePrice } from '../cost/prices';
import type { ProvisionRole } from '../sign-in/provision-role';
import type { Level, Target } from '../registry/target';
import type { ClusterSpec } from '../cluster-form/cluster-spec';

/**
 * One run of creating or deleting a cluster, as the journal keeps it. Written before each call that it describes, so
 * that a window that reads it after a crash knows what may exist. Holds no credential and no secret.
 */
export type Operation = Creation | Deletion;

interface EveryOperation {
  /** UUID. The tag of the stack, and what client request tokens are made of. */
  readonly id: string;
  /** Milliseconds since the epoch; of the latest attempt. */
  readonly startedAt: number;
  /** 1, and one more for each time that the user has it tried again. */
  readonly attempt: number;
  readonly clusterName: string;
  readonly role: ProvisionRole;
  readonly accountId: string;
  readonly partition: string;
  readonly target: Pick<Target, 'level' | 'kubeconfigPath'>;
  /** What the user should know in the end, though it stopped nothing; a sentence each. */
  readonly notes: readonly string[];
  /** Present once the operation has ended. */
  readonly outcome?: Outcome;
}

export interface Creation extends EveryOperation {
  readonly kind: 'create';
  readonly spec: ClusterSpec;
  readonly target: Target;
  readonly stack: CreationStep;
  /** Service account, binding and storage class have been applied. */
  readonly clusterConfigured: boolean;
  /** Kubeconfig and registry have been written. */
  readonly attached: boolean;
}

export type CreationStep =
  /** CreateStack may or may not have reached AWS: the same client request token is sent again. */
  | { readonly step: 'requested' }
  /** UpdateStack, which continues from where the creation failed, may or may not have reached AWS. */
  | { readonly step: 'continuing'; readonly arn: string; readonly remaining: readonly string[] }
  /** @param update client request token of the update that counts, where it is not the creation itself */
  | { readonly step: 'watching'; readonly arn: string; readonly update?: string }
  | { readonly step: 'complete'; readonly arn: string }
  /** Waits for the user's decision, see {@link Decision}. */
  | (FailedStep & { readonly recovery: Recovery });

/**
 * How a failed creation can be retried. `update-stack`: UpdateStack continues where its stack stopped. `post-create`:
 * its stack is complete, and a later step failed. `recreate`: everything is deleted first.
 */
export const RECOVERIES = ['update-stack', 'post-create', 'recreate'] as const;
export type Recovery = (typeof RECOVERIES)[number];

export interface Deletion extends EveryOperation {
  readonly kind: 'delete';
  /** Operation whose tag the stack carries: the one that made it. */
  readonly owner: string;
  /** Why the stack may be deleted; absent in journals of earlier versions. */
  readonly claim?: StackClaim;
  readonly stack: DeletionStep;
  /** Kubeconfig and registry may name the cluster: they are cleaned up once it is gone. */
  readonly attached: boolean;
  /** Its stack was found gone: what is left to do in files is done without a word. */
  readonly foundGone?: true;
  /** What is made once everything is gone: the creation that failed, corrected. */
  readonly next?: Creation;
}

export type DeletionStep =
  /** DeleteStack may or may not have reached AWS. Without an ARN it is unknown whether there ever was a stack. */
  | { readonly step: 'requested'; readonly arn?: string }
  | { readonly step: 'watching'; readonly arn: string }
  | { readonly step: 'gone' }
  | FailedStep;

/** Stopped short in AWS. What exists stays until the user chooses. */
export interface FailedStep {
  readonly step: 'failed';
  /** Absent where nothing was created, or nothing is left. */
  readonly arn?: string;
  readonly failedAt: number;
  readonly failure: Failure;
  /** Logical IDs of the resources that are there; absent where that is not known. */
  readonly remaining?: readonly string[];
  /** The user keeps what exists: it stays in sight until its stack is gone. */
  readonly kept?: Kept;
}

/** What was found of a failed operation that the user keeps when somebody last looked; empty until then. */
export interface Kept {
  /** What EKS charges for it by the hour, if it is there at all. */
  readonly controlPlane?: 'none' | ControlPlanePrice;
}

export type Outcome =
  | {
      readonly kind: 'succeeded';
      readonly endedAt: number;
      readonly nodesReady: number;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'deleted'; readonly endedAt: number; readonly notes: readonly string[] }
  /** It failed, and the user has left it at that. */
  | {
      readonly kind: 'kept';
      readonly endedAt: number;
      readonly failure: Failure;
      /**
       * Its stack is gone, or the user wants to see no more of it; absent in journals of 0.1.0, which kept stacks so.
       */
      readonly nothingKept?: true;
    };

/** Why a stack may be changed or deleted as the stack of a cluster. */
export type StackClaim =
  /** Its `ClusterArn` output names the cluster. */
  | { readonly kind: 'output' }
  /** An operation in the journal of this installation created it. */
  | { readonly kind: 'journal' }
  /** Nothing proves it: the user typed the stack's name. @param installation the tag that it had then */
  | { readonly kind: 'agreed'; readonly installation?: string };

/**
 * What the user wants done with an operation. It is on disk until it is recorded, since another window may run the
 * operation.
 */
export type Decision =
  /** Everything that exists in AWS goes: cancels a creation, cleans up after a failure, tries a deletion again. */
  | { readonly kind: 'delete' }
  /** What failed is left as it is and stays in sight; what waits to be cleaned up is left, too. */
  | { readonly kind: 'keep' }
  /** The failed cluster is left as it is and no longer shown. */
  | { readonly kind: 'forget' }
  /** What failed is tried again, as it is described now. */
  | { readonly kind: 'retry'; readonly spec: ClusterSpec }
  /** What is finished is configured there, for the place that it waits for is gone. */
  | { readonly kind: 'attach'; readonly level: Level; readonly kubeconfigPath: string };

/** CloudFormation: 1 to 128 characters, `[a-zA-Z0-9][-a-zA-Z0-9]*`. */
export function clientRequestToken({ kind, id, attempt }: Operation): string {
  return `${kind}-${id}-${attempt}`;
}
