import type { Creation as CreationOperation } from '../../core/operation/operation';
import type { OperationView } from '../../core/operation/view';
import type { ProvisionRole } from '../../core/ports/aws';
import type { Draft } from '../../core/spec/draft';
import type { HostEvents, RetryOpening } from '../../protocol/messages';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import type { Drafts } from './drafts';

const DEFAULT_REGION = 'us-east-1';

interface FormHostPorts {
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly creation: () => Promise<Creation>;
  /** Authenticates for a role that was used before. */
  readonly resume: (role: ProvisionRole) => Promise<void>;
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

  constructor(private readonly ports: FormHostPorts) {}

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
    return this.ports.drafts.read().region.trim() || this.baseRegion;
  }

  /** What can be told without asking AWS. In Restricted Mode settings of the workspace have no say. */
  get known(): { readonly baseAccountId: string | undefined; readonly draft: Draft } {
    const { baseAccountId } = this;
    const draft = this.ports.drafts.read();
    return {
      baseAccountId,
      draft: { ...draft, region: draft.region.trim() || (this.ports.settings.region ?? '') },
    };
  }

  /** For a form that is not open: it opens with them. */
  async takeRoles(roles: HostEvents['rolesMade']): Promise<void> {
    const { provisionRoleArn: roleArn, serviceRoleArn } = roles;
    await this.ports.drafts.save({ ...this.ports.drafts.read(), roleArn, serviceRoleArn });
  }

  /** The form is about this failed creation from now on, until it is closed or left. */
  async beginRetry(operation: CreationOperation, view: OperationView): Promise<void> {
    const { createCluster } = await this.ports.creation();
    const { draft, opening } = createCluster.planRetry(operation);
    this.ports.drafts.beginRetry(draft);
    this.failed = { operation, opening };
    this.shown = view;
    await this.ports.resume(operation.role);
  }

  /** The form has just seen its own operation fail: what stands in it is what is tried again. */
  async offerRetry(operation: CreationOperation): Promise<RetryOpening> {
    const { createCluster } = await this.ports.creation();
    const { opening } = createCluster.planRetry(operation);
    this.failed = { operation, opening };
    return opening;
  }

  /** A form that was about a failed creation is about a new cluster when it is opened next. */
  closed(): void {
    if (this.ports.drafts.isForRetry) this.leaveOperation();
  }

  /** What was typed for another cluster is there again. */
  leaveOperation(): void {
    this.shown = undefined;
    this.failed = undefined;
    this.ports.drafts.endRetry();
  }

  /** @returns whether the form shows this operation */
  follow(view: OperationView): boolean {
    if (this.shown?.id !== view.id) return false;
    this.shown = view;
    return true;
  }

  /** What the form opens with. @param level where clusters are configured unless the draft says otherwise */
  draft(level: string): Draft {
    const draft = this.ports.drafts.read();
    return { ...draft, region: draft.region || this.baseRegion, level: draft.level || level };
  }

  /** Where the base credentials are asked who they are. */
  get baseRegion(): string {
    return this.ports.settings.region ?? DEFAULT_REGION;
  }
}
