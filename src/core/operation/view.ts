import type { Failure } from '../cloudformation/failure';
import type { ResourceView } from '../cloudformation/stack-status';
import type { Operation, Outcome } from './operation';

/** What row, notification, form and log show of an operation. Plain data: it crosses to the webview. */
export interface OperationView {
  readonly id: string;
  readonly kind: Operation['kind'];
  /** ID of the creation whose cluster is deleted; absent where that is this operation itself, or nothing is deleted. */
  readonly deletes?: string;
  readonly clusterName: string;
  readonly region: string;
  readonly accountId: string;
  readonly startedAt: number;
  /** It only cleans up after a cluster that somebody else has deleted: it is not notified of. */
  readonly isQuiet?: true;
  /** Median of this machine's own history, in milliseconds; absent where there is none yet. */
  readonly usualMs?: number;
  readonly state: OperationState;
  /** Stack resources done, of all in the template. */
  readonly done: number;
  readonly total: number;
  readonly resources: readonly ResourceView[];
  readonly steps: readonly StepView[];
}

export type OperationState =
  | {
      readonly kind: 'running';
      /** What is going on, in a few words. */
      readonly activity: string;
      /** Longer than the user's limit: it continues, and the view says so. */
      readonly isOverdue: boolean;
      /** How long it has been, when this was said. */
      readonly elapsedMs: number;
    }
  /** All of AWS and Kubernetes is done; the files wait for their workspace to be opened in a trusted window. */
  | { readonly kind: 'pendingRegistration'; readonly where: string; readonly notes: readonly string[] }
  /** It is the user's turn. */
  | {
      readonly kind: 'failed';
      readonly failedAt: number;
      readonly failure: Failure;
      readonly leftovers: Leftovers;
    }
  /** It failed, and the user keeps what exists. */
  | {
      readonly kind: 'kept';
      readonly failedAt: number;
      readonly failure: Failure;
      readonly leftovers: Extract<Leftovers, { kind: 'stack' }>;
      /** What that costs, in a few words. */
      readonly price: string;
    }
  | EndState;

/** How an operation ended. `forgotten`: it failed, and the user no longer wants to see it. */
export type EndState =
  | Exclude<Outcome, { kind: 'kept' }>
  | { readonly kind: 'forgotten'; readonly endedAt: number; readonly failure: Failure };

/** Whether there is nothing more to come of it, and nothing for the user to do. */
export function hasEnded({ kind }: OperationState): boolean {
  return kind === 'succeeded' || kind === 'deleted' || kind === 'forgotten';
}

/** It has failed and can be tried again, whether or not the user keeps what exists meanwhile. */
export function isFailure(
  state: OperationState,
): state is Extract<OperationState, { kind: 'failed' | 'kept' }> {
  return state.kind === 'failed' || state.kind === 'kept';
}

/** A creation that can be tried again. */
export type FailedCreation = OperationView & {
  readonly kind: 'create';
  readonly state: Extract<OperationState, { kind: 'failed' | 'kept' }>;
};

export function isFailedCreation(operation: OperationView): operation is FailedCreation {
  return operation.kind === 'create' && isFailure(operation.state);
}

/** What of a failed operation is there and may cost money. */
export type Leftovers =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stack'; readonly stackName: string; /** A sentence. */ readonly cost: string };

/** The steps around the stack, in the order in which they are shown. */
export interface StepView {
  readonly id: 'stack' | 'access' | 'cluster' | 'workspace' | 'nodes';
  readonly label: string;
  readonly status: 'waiting' | 'inProgress' | 'complete' | 'failed';
}

/** Whether it is a creation, or a deletion of what that has made. @param creation ID */
export function concernsCreation(creation: string, operation: Operation | OperationView): boolean {
  if (operation.id === creation) return true;
  return 'owner' in operation
    ? operation.owner === creation
    : 'deletes' in operation && operation.deletes === creation;
}

/** The one that began last; of those that began at once, the last. */
export function latestStarted<T extends { readonly startedAt: number }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (found, each) => (found && found.startedAt > each.startedAt ? found : each),
    undefined,
  );
}
