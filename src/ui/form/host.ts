import type { Creation as CreationOperation } from '../../core/operation/operation';
import type { Operations } from '../../core/operation/run/operations';
import { isFailure, type OperationView } from '../../core/operation/view';
import type { ProvisionRole } from '../../core/sign-in/provision-role';
import type { Draft } from '../../core/cluster-form/draft';
import type { HostEvents, RetryOffer } from '../../protocol/messages';
import type { Settings } from '../settings';
import type { FormServices } from './form-services';
import type { Drafts } from './drafts';
import { FormSubject, type FormSubjectDeps } from './subject';

const DEFAULT_REGION = 'us-east-1';

interface FormHostDeps extends FormSubjectDeps {
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly services: () => Promise<FormServices>;
  /** Authenticates for a role that was used before. */
  readonly resume: (role: ProvisionRole) => Promise<void>;
  readonly operations: Pick<Operations, 'find'>;
  /** Finds the running creation of the cluster in the form. Resolves with its ID. */
  readonly findCreation: (draft: Draft) => Promise<string | undefined>;
}

/** A failed creation that the form is about. */
interface Retrying {
  readonly operation: CreationOperation;
  readonly opening: RetryOffer;
}

/** The state of the form in the host, whether it is open or not. */
export class FormHost {
  private readonly subject: FormSubject;
  private retry: Retrying | undefined;
  private wasSearched = false;
  private baseAccountId: string | undefined;

  constructor(private readonly deps: FormHostDeps) {
    const { drafts } = deps;
    this.subject = new FormSubject(deps);
    // A page that outlived the window may hand over what it held before anybody has looked for the operation.
    if (this.subject.creation !== undefined) drafts.pin(drafts.read());
  }

  /** The operation that the form shows. */
  get operation(): OperationView | undefined {
    return this.subject.view;
  }

  /** The failed creation that the form tries again. */
  get retrying(): Retrying | undefined {
    return this.retry;
  }

  setBaseAccount(baseAccountId: string): void {
    this.baseAccountId = baseAccountId;
  }

  /** The draft of the form has become an operation. */
  async onStarted(operation: OperationView): Promise<void> {
    const { drafts } = this.deps;
    this.retry = undefined;
    drafts.pin(drafts.read());
    await Promise.all([this.subject.begin(operation), drafts.forgetCluster(operation.clusterName)]);
  }

  /** The region for the cluster. */
  get clusterRegion(): string {
    return this.deps.drafts.read().region.trim() || this.baseRegion;
  }

  /** What is known without a request. In Restricted Mode, settings of the workspace are ignored. */
  get known(): { readonly baseAccountId: string | undefined; readonly draft: Draft } {
    const { baseAccountId } = this;
    const draft = this.deps.drafts.read();
    return {
      baseAccountId,
      draft: { ...draft, region: draft.region.trim() || (this.deps.settings.region ?? '') },
    };
  }

  /** Writes the roles into the draft, for the next time the form opens. */
  async applyRoles(roles: HostEvents['rolesCreated']): Promise<void> {
    const { provisionRoleArn: roleArn, serviceRoleArn } = roles;
    await this.deps.drafts.save({ ...this.deps.drafts.read(), roleArn, serviceRoleArn });
  }

  /** Makes the form show this failed creation until it is closed or left. */
  async beginRetry(operation: CreationOperation, view: OperationView): Promise<void> {
    await this.adopt(operation, view);
    await this.subject.begin(view);
    await this.deps.resume(operation.role);
  }

  /** The operation of the open form failed: the form keeps its values for the retry. */
  async offerRetry(operation: CreationOperation): Promise<RetryOffer> {
    const { createCluster } = await this.deps.services();
    const { opening } = createCluster.planRetry(operation);
    this.retry = { operation, opening };
    return opening;
  }

  /** Restores the operation of the form after the window was reloaded. */
  async restore(): Promise<void> {
    await this.findUnrecordedCreation();
    const { creation, view } = this.subject;
    if (creation === undefined || view) return;
    const now = await this.subject.news();
    if (!now) return this.leaveOperation();
    const operation = await this.deps.operations.find(now.id);
    if (operation?.kind !== 'create') return;
    await this.adopt(operation, now);
    if (this.retry) await this.deps.resume(operation.role);
  }

  /** Once its operation has ended, a closed form opens for a new cluster. */
  async onClosed(): Promise<void> {
    if (this.isOver) await this.leaveOperation();
  }

  /** *Create Cluster…*: starts a new draft unless an operation is running. @returns whether the form must be reset */
  async beginNew(): Promise<boolean> {
    await this.restore();
    if (!this.isOver) return false;
    await this.leaveOperation();
    return true;
  }

  /** Returns to the draft of the next cluster. */
  async leaveOperation(): Promise<void> {
    this.retry = undefined;
    this.deps.drafts.unpin();
    await this.subject.end();
  }

  /** @returns the view of the form's operation, if it changed */
  async news(): Promise<OperationView | undefined> {
    // Before the form was opened for the first time, `restore` reads the state.
    if (!this.subject.view) return undefined;
    const news = await this.subject.news();
    if (news && !isFailure(news.state)) this.retry = undefined;
    return news;
  }

  /** Whether nothing is running: a failed or unattached operation continues from its row. */
  private get isOver(): boolean {
    const { view } = this.subject;
    return view !== undefined && view.state.kind !== 'running';
  }

  /** Runs once per window. */
  private async findUnrecordedCreation(): Promise<void> {
    if (this.wasSearched) return;
    this.wasSearched = true;
    if (this.subject.creation !== undefined) return;
    const { findCreation, drafts } = this.deps;
    const draft = drafts.read();
    const creation = await findCreation(draft);
    if (creation === undefined) return;
    drafts.pin(draft);
    this.subject.adopt(creation);
    await drafts.forgetCluster(draft.name.trim());
  }

  private async adopt(operation: CreationOperation, { state }: OperationView): Promise<void> {
    const { createCluster } = await this.deps.services();
    const { draft, opening } = createCluster.planRetry(operation);
    this.deps.drafts.pin(draft);
    this.retry = isFailure(state) ? { operation, opening } : undefined;
  }

  /** The initial values of the form. @param level the default for *Configured in* */
  draft(level: string): Draft {
    const draft = this.deps.drafts.read();
    return { ...draft, region: draft.region || this.baseRegion, level: draft.level || level };
  }

  /** The region in which the base credentials are identified. */
  get baseRegion(): string {
    return this.deps.settings.region ?? DEFAULT_REGION;
  }
}
