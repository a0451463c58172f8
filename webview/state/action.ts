import type { OperationView } from '../../src/core/operation/view';
import type { CheckRow } from '../../src/core/preflight/check';
import type { Draft, Field } from '../../src/core/cluster-form/draft';
import type { Preset } from '../../src/core/cluster-form/presets';
import type { FormCommand, HostEvents, RetryOffer, Review, ErrorReport } from '../../src/protocol/messages';
import type { RequestName, Result } from '../../src/protocol/rpc';

/** One field and its new value. */
export type Edit = { [F in Field]: { readonly field: F; readonly value: Draft[F] } }[Field];

/** A request and its result. */
export type RequestSucceeded = {
  [R in RequestName]: {
    readonly type: 'requestSucceeded';
    readonly request: R;
    readonly requestId: number;
    readonly result: Result<R>;
  };
}[RequestName];

export interface RequestFailed {
  readonly type: 'requestFailed';
  readonly request: RequestName;
  readonly requestId: number;
  readonly error: ErrorReport;
}

/** Requests that the user may send again after a failure. */
export type Retryable = Exclude<
  RequestName,
  'saveDraft' | 'authenticate' | 'checkAgain' | 'create' | 'review' | 'leaveOperation' | 'copy' | 'run'
>;

/** Everything that can happen to the form. */
export type Action =
  /** @param unsaved the draft that an earlier page could not send to the host */
  | { readonly type: 'pageOpened'; readonly unsaved: Draft | undefined }
  | RequestSucceeded
  | RequestFailed
  | ({ readonly type: 'fieldEdited' } & Edit)
  /** The user has left a field after editing it. */
  | { readonly type: 'fieldBlurred'; readonly field: Field }
  | { readonly type: 'retryClicked'; readonly request: Retryable }
  | { readonly type: 'authenticateClicked' }
  | { readonly type: 'createClicked' }
  | { readonly type: 'reviewClicked'; readonly what: Review }
  /** *Create anyway*: failed checks are accepted, or no longer. */
  | { readonly type: 'createAnywayToggled'; readonly anyway: 'yes' | 'no' }
  | { readonly type: 'checkAgainClicked' }
  | { readonly type: 'checksChanged'; readonly checks: readonly CheckRow[] }
  | { readonly type: 'presetClicked'; readonly preset: Preset }
  | { readonly type: 'presetUndoClicked' }
  /** *Go to Field*: the user wants to correct what caused the failure. */
  | { readonly type: 'goToFieldClicked' }
  /** A key, the pointer or the wheel: the focus is no longer moved for the user. */
  | { readonly type: 'userActed' }
  | { readonly type: 'createAnotherClicked' }
  | { readonly type: 'copyClicked'; readonly what: 'accountId' | 'externalId' }
  | { readonly type: 'commandClicked'; readonly command: FormCommand }
  | { readonly type: 'operationChanged'; readonly operation: OperationView }
  | { readonly type: 'retryOffered'; readonly retry: RetryOffer }
  | { readonly type: 'identityChanged'; readonly externalId: string }
  | { readonly type: 'rolesCreated'; readonly roles: HostEvents['rolesCreated'] };
