import type { Operation } from '../operation/operation';

/** The operations under way, on disk. What is saved before a call is still there after a crash in it. */
export interface Journal {
  /** Resolves once the operation would survive a power cut. */
  save(operation: Operation): Promise<void>;
  /** All operations under way, oldest first. A damaged file is reported, kept aside, and no obstacle. */
  load(): Promise<readonly Operation[]>;
  /** The operation has its outcome: from those under way to the history. */
  end(operation: Operation): Promise<void>;
  /** Tells that another window may have changed something; often too much, never too little. */
  watch(onChange: () => void): Promise<{ dispose(): void }>;
}

/** One window drives an operation. */
export interface OperationLock {
  /** @returns what gives the lock back; `undefined` while another window holds it */
  acquire(operationId: string): Promise<Release | undefined>;
}

export type Release = () => Promise<void>;
