import type {
  ListedInstanceType,
  KeyPair,
  KubernetesVersion,
  SecurityGroup,
  ServiceRole,
  Subnet,
  Vpc,
} from '../core/ports/aws';
import type { OperationView } from '../core/operation/view';
import type { CheckId, CheckRow } from '../core/preflight/check';
import type { OwnPrincipal } from '../core/sign-in/own-principal';
import type { LevelOption } from '../core/registry/target';
import type { Draft, DraftProblems, Field, FieldProblem } from '../core/cluster-form/draft';

/** Everything the form asks of the host. Each request is answered exactly once, with a result or an error. */
export interface FormRequests {
  /** What the form opens with; nothing in it waits for AWS. */
  open: { params: Record<string, never>; result: FormInit };
  /** Who the base credentials are. */
  identify: { params: Record<string, never>; result: { accountId: string; arn: string } };
  /** Suggestions for *Cluster Region*. */
  suggestRegions: { params: Record<string, never>; result: readonly string[] };
  /** AssumeRole; the session stays with the host. */
  authenticate: { params: { roleArn: string; region: string }; result: Authenticated };
  listKubernetesVersions: { params: Record<string, never>; result: readonly KubernetesVersion[] };
  listServiceRoles: { params: Record<string, never>; result: readonly ServiceRole[] };
  listKeyPairs: { params: Record<string, never>; result: readonly KeyPair[] };
  listVpcs: { params: Record<string, never>; result: readonly Vpc[] };
  listSubnets: { params: { vpcId: string }; result: readonly Subnet[] };
  listSecurityGroups: { params: { vpcId: string }; result: readonly SecurityGroup[] };
  /** Names of the clusters in the region, all of which are taken. */
  listClusters: { params: Record<string, never>; result: readonly string[] };
  listInstanceTypes: { params: Record<string, never>; result: readonly ListedInstanceType[] };
  /** Keeps what is typed; sent as the user types. */
  saveDraft: { params: { draft: Draft }; result: null };
  /** Runs all of pre-flight again: the role's policy may have changed since. */
  checkAgain: { params: Record<string, never>; result: null };
  /** Validates again, and starts the operation. @param acceptedChecks failed checks that the user accepts */
  create: { params: { draft: Draft; acceptedChecks: readonly CheckId[] }; result: CreateAnswer };
  /** Shows with what the cluster would be created, for who wants to read that first. */
  review: { params: { draft: Draft; what: Review }; result: ReviewAnswer };
  /** The form shows its operation, which has ended, no longer. */
  leaveOperation: { params: Record<string, never>; result: null };
  /** Puts an identifier on the clipboard. */
  copy: { params: { what: (typeof IDENTIFIERS)[number] }; result: null };
  /** Runs one of the commands that the form links to. */
  run: { params: { command: FormCommand }; result: null };
}

/** The commands that the form links to. `signIn` is `aws sso login` for the base credentials. */
export const FORM_COMMANDS = [
  'configureAuthentication',
  'signIn',
  'createRoles',
  'openServiceQuotas',
  'setExternalId',
  'generatePolicy',
  'openFolder',
  'showOperation',
  'cancelOperation',
  'retryOperation',
  'deleteFailedCluster',
  'keepResources',
  'showLog',
] as const;
export type FormCommand = (typeof FORM_COMMANDS)[number];

/** What the form can copy to the clipboard. */
export const IDENTIFIERS = ['accountId', 'externalId'] as const;

export interface FormInit {
  readonly externalId: string;
  readonly draft: Draft;
  readonly levels: readonly LevelOption[];
  /** The user's language, for texts and numbers. */
  readonly language: string;
  /** The session that the host still holds: a tab that was hidden is a new page when it is shown again. */
  readonly session?: { readonly roleArn: string; readonly authenticated: Authenticated };
  /** The operation that this form started and that still runs, if any. */
  readonly operation?: OperationView;
  /** The form is about that operation, which has failed, and has it tried again. */
  readonly retry?: RetryOffer;
  /** What pre-flight has found so far. */
  readonly checks: readonly CheckRow[];
}

/** How a failed creation is tried again. */
export interface RetryOffer {
  /** `continue`: the control plane stays. `recreate`: what exists is deleted first. `again`: nothing exists. */
  readonly plan: 'continue' | 'recreate' | 'again';
  /** Where it can be corrected, and why. */
  readonly fault?: { readonly field: Field; readonly problem: FieldProblem };
}

export interface Authenticated {
  readonly accountId: string;
  readonly baseAccountId: string;
  readonly region: string;
  /** Whom an access entry could name for the user. */
  readonly ownPrincipal: OwnPrincipal;
  /** The block that *Write AWS profile* would add to the AWS config; absent where none is needed. */
  readonly profile?: ProfilePreview;
}

export type ProfilePreview =
  | {
      readonly kind: 'offered';
      readonly path: string;
      readonly text: string;
      /** What kubectl needs beside it. */
      readonly note?: string;
    }
  /** No profile can name where the credentials come from, and what to do. */
  | { readonly kind: 'notOffered'; readonly reason: string };

export type CreateAnswer =
  | { readonly kind: 'started'; readonly operation: OperationView }
  | { readonly kind: 'invalid'; readonly problems: DraftProblems }
  /** Pre-flight is red, and the user did not say *create anyway*. */
  | { readonly kind: 'blocked' };

/** The CloudFormation template in an editor, or commands for the AWS CLI on the clipboard. */
export const REVIEWS = ['template', 'commands'] as const;
export type Review = (typeof REVIEWS)[number];

export type ReviewAnswer =
  | { readonly kind: 'shown'; readonly what: Review }
  | { readonly kind: 'invalid'; readonly problems: DraftProblems };

/** Everything the host tells the form without being asked. */
export interface HostEvents {
  /** The operation that the form started has moved on. */
  operation: OperationView;
  /** That operation has failed, and can be tried again from here. */
  retryOffered: RetryOffer;
  /** One of the checks of pre-flight has begun or ended: all of them. */
  checks: readonly CheckRow[];
  /** Base credentials or external ID have changed: ask again. */
  identityChanged: { externalId: string };
  /** *Create roles for me* has made them, or found them made. */
  rolesCreated: { provisionRoleArn: string; serviceRoleArn: string };
}

/** A failure as the form shows it: the text of a `UserError`, never a stack. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** The field it belongs to, where there is one. */
  readonly field?: keyof Draft;
}
