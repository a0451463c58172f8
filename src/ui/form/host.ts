import type { Creation as CreationOperation } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/run/operations';
import { isFailure, type OperationView } from '../../core/operation/view';
import type { ProvisionRole } from '../../core/ports/aws';
import type { Draft } from '../../core/spec/draft';
import type { HostEvents, RetryOffer } from '../../protocol/messages';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import type { Drafts } from './drafts';
import { FormSubject, type SubjectPorts } from './subject';

const DEFAULT_REGION = 'us-east-1';

interface FormHostPorts extends SubjectPorts {
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly creation: () => Promise<Creation>;
  /** Authenticates for a role that was used before. */
  readonly resume: (role: ProvisionRole) => Promise<void>;
  readonly operations: Pick<Operations, 'find'>;
  /** ID of the creation under way of the cluster that stands in the form, if there is one. */
  readonly creationOf: (draft: Draft) => Promise<string | undefined>;
}

/** A failed creation that the form is about. */
interface Retrying {
  readonly operation: CreationOperation;
  readonly opening: RetryOffer;
}

/** What the form is about, whether it is open or not. */
export class FormHost {
  private readonly subject: FormSubject;
  private failed: Retrying | undefined;
  private isRecalled = false;
  private baseAccountId: string | undefined;

  constructor(private readonly ports: FormHostPorts) {
    const { drafts } = ports;
    this.subject = new FormSubject(ports);
    // A page that outlived the window may hand over what it held before anybody has looked for the operation.
    if (this.subject.creation !== undefined) drafts.hold(drafts.read());
  }

  /** The operation that the form shows. */
  get operation(): OperationView | undefined {
    return this.subject.view;
  }

  /** The failed creation that the form tries again. */
  get retrying(): Retrying | undefined {
    return this.failed;
  }

  identified(baseAccountId: string): void {
    this.baseAccountId = baseAccountId;
  }

  /** What stood in the form is an operation now. */
  async started(operation: OperationView): Promise<void> {
    const { drafts } = this.ports;
    this.failed = undefined;
    drafts.hold(drafts.read());
    await Promise.all([this.subject.begin(operation), drafts.forgetCluster(operation.clusterName)]);
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
  async takeRoles(roles: HostEvents['rolesCreated']): Promise<void> {
    const { provisionRoleArn: roleArn, serviceRoleArn } = roles;
    await this.ports.drafts.save({ ...this.ports.drafts.read(), roleArn, serviceRoleArn });
  }

  /** The form is about this failed creation from now on, until it is closed or left. */
  async beginRetry(operation: CreationOperation, view: OperationView): Promise<void> {
    await this.takeOver(operation, view);
    await this.subject.begin(view);
    await this.ports.resume(operation.role);
  }

  /** The form has just seen its own operation fail: what stands in it is what is tried again. */
  async offerRetry(operation: CreationOperation): Promise<RetryOffer> {
    const { createCluster } = await this.ports.creation();
    const { opening } = createCluster.planRetry(operation);
    this.failed = { operation, opening };
    return opening;
  }

  /** After a reload of the window: what the form was about. */
  async restore(): Promise<void> {
    await this.recall();
    const { creation, view } = this.subject;
    if (creation === undefined || view) return;
    const now = await this.subject.news();
    if (!now) return this.leaveOperation();
    const operation = await this.ports.operations.find(now.id);
    if (operation?.kind !== 'create') return;
    await this.takeOver(operation, now);
    if (this.failed) await this.ports.resume(operation.role);
  }

  /** A form whose operation has ended is about a new cluster when it is opened next. */
  async closed(): Promise<void> {
    if (this.isOver) await this.leaveOperation();
  }

  /** *Create Cluster…* means another one, unless one is under way here. @returns whether the form has to begin anew */
  async beginAnew(): Promise<boolean> {
    await this.restore();
    if (!this.isOver) return false;
    await this.leaveOperation();
    return true;
  }

  /** What was typed for another cluster is there again. */
  async leaveOperation(): Promise<void> {
    this.failed = undefined;
    this.ports.drafts.release();
    await this.subject.end();
  }

  /** @returns what has become of the form's operation, where there is news */
  async news(): Promise<OperationView | undefined> {
    // Before anybody has looked at the form, `restore` will tell.
    if (!this.subject.view) return undefined;
    const news = await this.subject.news();
    if (news && !isFailure(news.state)) this.failed = undefined;
    return news;
  }

  /** Nothing is going on in it: what failed, or waits for its folder, goes on from its row. */
  private get isOver(): boolean {
    const { view } = this.subject;
    return view !== undefined && view.state.kind !== 'running';
  }

  /** Once a window. */
  private async recall(): Promise<void> {
    if (this.isRecalled) return;
    this.isRecalled = true;
    if (this.subject.creation !== undefined) return;
    const { creationOf, drafts } = this.ports;
    const draft = drafts.read();
    const creation = await creationOf(draft);
    if (creation === undefined) return;
    drafts.hold(draft);
    this.subject.adopt(creation);
    await drafts.forgetCluster(draft.name.trim());
  }

  private async takeOver(operation: CreationOperation, { state }: OperationView): Promise<void> {
    const { createCluster } = await this.ports.creation();
    const { draft, opening } = createCluster.planRetry(operation);
    this.ports.drafts.hold(draft);
    this.failed = isFailure(state) ? { operation, opening } : undefined;
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
