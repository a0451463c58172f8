import type { Decision, Operation } from '../operation/operation';

/** The operations in progress, on disk. What is saved before a call is still there after a crash in it. */
export interface Journal {
  /** Resolves once the operation would survive a power cut. */
  save(operation: Operation): Promise<void>;
  /** All operations in progress, oldest first. A damaged file is reported, kept aside, and no obstacle. */
  load(): Promise<readonly Operation[]>;
  /** The operation has its outcome: from those in progress to the history. */
  end(operation: Operation): Promise<void>;
  /** The latest that have ended, in no order. */
  ended(): Promise<readonly Operation[]>;
  /** Keeps what the user wants done until the window that runs the operation has recorded it. */
  saveDecision(operationId: string, decision: Decision): Promise<void>;
  readDecision(operationId: string): Promise<Decision | undefined>;
  /** The decision is recorded in the operation itself. */
  forgetDecision(operationId: string): Promise<void>;
  /** Tells that another window may have changed something; often too much, never too little. */
  watch(onChange: () => void): Promise<{ dispose(): void }>;
}

/** One window drives an operation. */
export interface OperationLock {
  /** @returns `undefined` while another window holds it */
  acquire(operationId: string): Promise<HeldLock | undefined>;
}

export interface HeldLock {
  /** Aborted when another window took it over, because this machine slept for longer than a lock lasts. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}
