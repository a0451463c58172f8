import { isFailedCreation, type OperationView } from '../../src/core/operation/view';
import type { CheckId, CheckRow } from '../../src/core/preflight/check';
import { EMPTY_DRAFT, type Draft, type DraftProblems, type Field } from '../../src/core/cluster-form/draft';
import type { Preset } from '../../src/core/cluster-form/presets';
import type { RetryOffer, ErrorReport } from '../../src/protocol/messages';
import type { RequestName, Result } from '../../src/protocol/rpc';

/** What is known of the answer to one request. The requestId tells a late answer from the one that is waited for. */
export type RequestState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly requestId: number }
  | { readonly kind: 'loaded'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: ErrorReport };

type RequestStates = { readonly [R in RequestName]: RequestState<Result<R>> };

/** Choices that another role or region made meaningless; they come back with that role and region. */
interface ParkedDraft {
  readonly roleArn: string;
  readonly region: string;
  readonly choices: Partial<Draft>;
}

/** A preset that can be taken back. */
export interface AppliedPreset {
  readonly preset: Preset;
  /** What stood in the fields that it filled in. */
  readonly before: Partial<Draft>;
  /** In how many Availability Zones it found subnets. */
  readonly zones: number;
}

/** All that the page shows is derived from this. */
export interface FormState {
  readonly draft: Draft;
  /** Fields that the user has finished with once: only these show that they are missing or invalid. */
  readonly touched: ReadonlySet<Field>;
  /** What the host said about a field; gone when that field is edited. */
  readonly hostErrors: DraftProblems;
  readonly requests: RequestStates;
  readonly lastRequestId: number;
  readonly parkedDraft: ParkedDraft | undefined;
  readonly appliedPreset: AppliedPreset | undefined;
  /** Pre-flight, as the host runs it; empty while there is no session. */
  readonly checks: readonly CheckRow[];
  /** Red checks in spite of which the user wants the cluster. */
  readonly acceptedChecks: readonly CheckId[];
  /** The operation that this form started, or has tried again. */
  readonly operation: OperationView | undefined;
  /** How that operation is tried again by *Retry*, once it has failed. */
  readonly retry: RetryOffer | undefined;
  /** Where the user is led while lists arrive and move the page, until they do something themselves. */
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

/** What a request brought, or `undefined` as long as it has not. */
export function loaded<T>(request: RequestState<T>): T | undefined {
  return request.kind === 'loaded' ? request.value : undefined;
}

/** Nothing can be edited while a cluster is created from it, or deleted. */
export function isLocked({ requests, operation }: FormState): boolean {
  if (requests.create.kind === 'loading') return true;
  return operation !== undefined && !isFailedCreation(operation);
}
