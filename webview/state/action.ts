import type { OperationView } from '../../src/core/operation/view';
import type { CheckRow } from '../../src/core/preflight/check';
import type { Draft, Field } from '../../src/core/spec/draft';
import type { Preset } from '../../src/core/spec/presets';
import type { FormCommand, HostEvents, RetryOpening, Review, WireError } from '../../src/protocol/messages';
import type { RequestName, Result } from '../../src/protocol/rpc';

/** One field and what now stands in it. */
export type Edit = { [F in Field]: { readonly field: F; readonly value: Draft[F] } }[Field];

/** A request and its result. */
export type Answered = {
  [R in RequestName]: {
    readonly type: 'answered';
    readonly request: R;
    readonly ticket: number;
    readonly result: Result<R>;
  };
}[RequestName];

export interface Refused {
  readonly type: 'refused';
  readonly request: RequestName;
  readonly ticket: number;
  readonly error: WireError;
}

/** Requests that the user may send again after a failure. */
export type Retryable = Exclude<
  RequestName,
  'saveDraft' | 'authenticate' | 'checkAgain' | 'create' | 'review' | 'leaveOperation' | 'copy' | 'run'
>;

/** Everything that can happen to the form. */
export type Action =
  /** The page is there. @param unsaved what an earlier page could not hand to the host any more */
  | { readonly type: 'pageOpened'; readonly unsaved: Draft | undefined }
  | Answered
  | Refused
  | ({ readonly type: 'edited' } & Edit)
  /** The user is done with a field for now. */
  | { readonly type: 'settled'; readonly field: Field }
  | { readonly type: 'retried'; readonly request: Retryable }
  | { readonly type: 'authenticateChosen' }
  | { readonly type: 'createChosen' }
  | { readonly type: 'reviewChosen'; readonly what: Review }
  /** *Create anyway*: what is red now is no reason to stop. */
  | { readonly type: 'createAnywayChosen'; readonly anyway: 'yes' | 'no' }
  | { readonly type: 'checkAgainChosen' }
  | { readonly type: 'preflightMoved'; readonly checks: readonly CheckRow[] }
  | { readonly type: 'presetChosen'; readonly preset: Preset }
  | { readonly type: 'presetUndone' }
  /** The user wants to see what can be corrected of what failed. */
  | { readonly type: 'fixChosen' }
  /** A key, the pointer or the wheel: the user is not to be led any further. */
  | { readonly type: 'userActed' }
  | { readonly type: 'anotherChosen' }
  | { readonly type: 'copyChosen'; readonly what: 'accountId' | 'externalId' }
  | { readonly type: 'commandChosen'; readonly command: FormCommand }
  | { readonly type: 'operationMoved'; readonly operation: OperationView }
  | { readonly type: 'retryOffered'; readonly retry: RetryOpening }
  | { readonly type: 'identityChanged'; readonly externalId: string }
  | { readonly type: 'rolesMade'; readonly roles: HostEvents['rolesMade'] };
