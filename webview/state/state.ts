import { isFailedCreation, type OperationView } from '../../src/core/operation/view';
import type { CheckId, CheckRow } from '../../src/core/preflight/check';
import { EMPTY_DRAFT, type Draft, type DraftProblems, type Field } from '../../src/core/cluster-form/draft';
import type { Preset } from '../../src/core/cluster-form/presets';
import type { RetryOffer, ErrorReport } from '../../src/protocol/messages';
import type { RequestName, Result } from '../../src/protocol/rpc';

/** The state of one request. By its id a late response is told from the current one. */
export type RequestState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly requestId: number }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: ErrorReport };

type RequestStates = { readonly [R in RequestName]: RequestState<Result<R>> };

/** Choices that do not apply to another role or region; restored when the user returns to the former ones. */
interface ParkedDraft {
  readonly roleArn: string;
  readonly region: string;
  readonly choices: Partial<Draft>;
}

/** A preset that can be undone. */
export interface AppliedPreset {
  readonly preset: Preset;
  /** The former values of the fields that it filled in. */
  readonly before: Partial<Draft>;
  /** The number of Availability Zones in which it found subnets. */
  readonly zones: number;
}

/** Everything that the page shows is derived from this. */
export interface FormState {
  readonly draft: Draft;
  /** Fields that the user has left once: only these show that they are missing or invalid. */
  readonly touched: ReadonlySet<Field>;
  /** What the host said about a field; cleared when that field is edited. */
  readonly hostErrors: DraftProblems;
  readonly requests: RequestStates;
  readonly lastRequestId: number;
  readonly parkedDraft: ParkedDraft | undefined;
  readonly appliedPreset: AppliedPreset | undefined;
  /** Pre-flight, as the host runs it; empty while there is no session. */
  readonly checks: readonly CheckRow[];
  /** Failed checks that the user has accepted with *Create anyway*. */
  readonly acceptedChecks: readonly CheckId[];
  /** The operation that this form started or retried. */
  readonly operation: OperationView | undefined;
  /** How *Retry* retries that operation, once it has failed. */
  readonly retry: RetryOffer | undefined;
  /** The field that is kept in view while lists arrive and move the page, until the user does something. */
  readonly pinnedField: Field | undefined;
}

const IDLE = { kind: 'idle' } as const;

const ALL_IDLE: RequestStates = {
  open: IDLE,
  identify: IDLE,
  suggestRegions: IDLE,
  authenticate: IDLE,
  listKubernetesVersions: IDLE,
  listServiceRoles: IDLE,
  listKeyPairs: IDLE,
  listVpcs: IDLE,
  listSubnets: IDLE,
  listSecurityGroups: IDLE,
  listClusters: IDLE,
  listInstanceTypes: IDLE,
  saveDraft: IDLE,
  checkAgain: IDLE,
  create: IDLE,
  review: IDLE,
  leaveOperation: IDLE,
  copy: IDLE,
  run: IDLE,
};

export const INITIAL_STATE: FormState = {
  draft: EMPTY_DRAFT,
  touched: new Set(),
  hostErrors: {},
  requests: ALL_IDLE,
  lastRequestId: 0,
  parkedDraft: undefined,
  appliedPreset: undefined,
  checks: [],
  acceptedChecks: [],
  operation: undefined,
  retry: undefined,
  pinnedField: undefined,
};

/** The result of a request, or `undefined` while there is none. */
export function loaded<T>(request: RequestState<T>): T | undefined {
  return request.kind === 'loaded' ? request.value : undefined;
}

/** Nothing can be edited while a cluster is created from it, or deleted. */
export function isLocked({ requests, operation }: FormState): boolean {
  if (requests.create.kind === 'loading') return true;
  return operation !== undefined && !isFailedCreation(operation);
}
