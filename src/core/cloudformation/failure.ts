import type { Draft } from '../cluster-form/draft';

/** A failure as the user reads it: what happened, why, and what to do. */
export interface Failure {
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  /** The resource that failed first, if one did. */
  readonly logicalId?: string;
  /** The form field that can fix it. */
  readonly field?: keyof Draft;
}

/** Thrown when CloudFormation reports that a stack could not be created, updated or deleted. */
export class StackFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
    this.name = 'StackFailed';
  }
}
