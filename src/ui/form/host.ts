import type { Identity } from '../../core/identity';
import type { Creation as CreationOperation } from '../../core/operation/operation';
import type { OperationView } from '../../core/operation/view';
import type { Preflight } from '../../core/preflight';
import type { Draft } from '../../core/spec/draft';
import type { HostEvents, RetryOpening } from '../../protocol/messages';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import type { Drafts } from './drafts';
import type { FormSession } from './form-session';

const DEFAULT_REGION = 'us-east-1';

/** What the host of the form works with. */
export interface FormParts {
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly identity: () => Promise<Identity>;
  readonly drafts: Drafts;
  readonly creation: () => Promise<Creation>;
  readonly session: FormSession;
  readonly preflight: Preflight;
}

/** A failed creation that the form is about. */
interface Retrying {
  readonly operation: CreationOperation;
  readonly opening: RetryOpening;
}

/** What the form is about, whether it is open or not. */
export class FormHost {
  private shown: OperationView | undefined;
  private failed: Retrying | undefined;
  private baseAccountId: string | undefined;

  constructor(private readonly parts: FormParts) {}

  /** The operation that the form shows. */
  get operation(): OperationView | undefined {
    return this.shown;
  }

  /** The failed creation that the form tries again. */
  get retrying(): Retrying | undefined {
    return this.failed;
  }

  identified(baseAccountId: string): void {
    this.baseAccountId = baseAccountId;
  }

  /** What stood in the form is an operation now. */
  started(operation: OperationView): void {
    this.shown = operation;
    this.failed = undefined;
  }

  /** Where the cluster is to go, as far as the user has said. */
  get clusterRegion(): string {
    return this.parts.drafts.read().region.trim() || this.baseRegion;
  }

  /** What can be told without asking AWS. In Restricted Mode settings of the workspace have no say. */
  get known(): {
    readonly baseAccountId: string | undefined;
    readonly roleArn: string;
    readonly region: string;
  } {
    const { roleArn, region } = this.parts.drafts.read();
    const { baseAccountId } = this;
    return {
      baseAccountId,
      roleArn: roleArn.trim(),
      region: region.trim() || (this.parts.settings.region ?? ''),
    };
  }

  /** For a form that is not open: it opens with them. */
  async takeRoles(roles: HostEvents['rolesMade']): Promise<void> {
    const { provisionRoleArn: roleArn, serviceRoleArn } = roles;
    await this.parts.drafts.save({ ...this.parts.drafts.read(), roleArn, serviceRoleArn });
  }

  /** The form is about this failed creation from now on, until it is closed or left. */
  async beginRetry(operation: CreationOperation, view: OperationView): Promise<void> {
    const { createCluster } = await this.parts.creation();
    const { draft, opening } = createCluster.planRetry(operation);
    this.parts.drafts.beginRetry(draft);
    this.failed = { operation, opening };
    this.shown = view;
    await this.parts.session.resume(operation.role);
  }

  /** The form has just seen its own operation fail: what stands in it is what is tried again. */
  async offerRetry(operation: CreationOperation): Promise<RetryOpening> {
    const { createCluster } = await this.parts.creation();
    const { opening } = createCluster.planRetry(operation);
    this.failed = { operation, opening };
    return opening;
  }

  /** A form that was about a failed creation is about a new cluster when it is opened next. */
  closed(): void {
    if (this.parts.drafts.isForRetry) this.leaveOperation();
  }

  /** What was typed for another cluster is there again. */
  leaveOperation(): void {
    this.shown = undefined;
    this.failed = undefined;
    this.parts.drafts.endRetry();
  }

  /** @returns whether the form shows this operation */
  follow(view: OperationView): boolean {
    if (this.shown?.id !== view.id) return false;
    this.shown = view;
    return true;
  }

  /** What the form opens with. @param level where clusters are configured unless the draft says otherwise */
  draft(level: string): Draft {
    const draft = this.parts.drafts.read();
    return { ...draft, region: draft.region || this.baseRegion, level: draft.level || level };
  }

  /** Where the base credentials are asked who they are. */
  get baseRegion(): string {
    return this.parts.settings.region ?? DEFAULT_REGION;
  }
}
