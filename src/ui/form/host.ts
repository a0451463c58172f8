import * as vscode from 'vscode';
import { serviceQuotasConsole } from '../../core/console-link';
import type { Identity } from '../../core/identity';
import type { OptionsPort } from '../../core/ports/aws';
import type { Creation as CreationOperation } from '../../core/operation/operation';
import type { OperationView } from '../../core/operation/view';
import type { Preflight } from '../../core/preflight';
import type { Draft } from '../../core/spec/draft';
import type { FormCommand, HostEvents, RetryOpening } from '../../protocol/messages';
import type { Handlers } from '../../protocol/rpc';
import { levelOptions } from '../levels';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import type { Drafts } from './drafts';
import { FORM_COMMANDS } from './form-commands';
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

/** The host's side of the form: answers its requests, with the session that the form must not see. */
export class FormHost {
  private operation: OperationView | undefined;
  private retrying: Retrying | undefined;
  private baseAccountId: string | undefined;

  constructor(private readonly parts: FormParts) {}

  readonly handlers: Handlers = {
    open: async () => {
      const { externalId } = await this.parts.identity();
      const levels = levelOptions(this.parts.settings);
      const signedIn = this.parts.session.current;
      return {
        externalId,
        draft: this.draft(levels[0]?.id ?? ''),
        levels,
        language: vscode.env.language,
        session: signedIn && {
          roleArn: signedIn.provisionRole.roleArn,
          authenticated: signedIn.authenticated,
        },
        operation: this.operation,
        retry: this.retrying?.opening,
        checks: this.parts.preflight.rows,
      };
    },
    identify: async (_params, signal) => {
      const { accountId, arn } = await this.parts.sessions.callerIdentity(this.baseRegion, signal);
      this.baseAccountId = accountId;
      return { accountId, arn };
    },
    suggestRegions: (_params, signal) => this.parts.sessions.suggestedRegions(this.baseRegion, signal),
    authenticate: ({ roleArn, region }, signal) =>
      this.parts.session.authenticate(roleArn.trim(), region.trim(), signal),
    listKubernetesVersions: (_params, signal) => this.options.kubernetesVersions(signal),
    listServiceRoles: (_params, signal) => this.options.serviceRoles(signal),
    listKeyPairs: (_params, signal) => this.options.keyPairs(signal),
    listVpcs: (_params, signal) => this.options.vpcs(signal),
    listSubnets: ({ vpcId }, signal) => this.options.subnets(vpcId.trim(), signal),
    listSecurityGroups: ({ vpcId }, signal) => this.options.securityGroups(vpcId.trim(), signal),
    listClusters: async (_params, signal) => {
      const names = await this.parts.session.required().session.clusters.list(signal);
      return names.filter((name) => name !== this.retrying?.operation.clusterName);
    },
    listInstanceTypes: (_params, signal) => this.options.instanceTypes(signal),
    saveDraft: async (params) => {
      const { draft } = params;
      this.parts.session.follow(draft);
      await this.parts.drafts.save(draft);
      return null;
    },
    checkAgain: () => {
      this.parts.preflight.again();
      return Promise.resolve(null);
    },
    create: async (params, signal) => {
      const { draft } = params;
      await this.parts.drafts.save(draft);
      this.parts.session.required();
      if (await this.parts.session.isBlocked(draft, params.despite)) return { kind: 'blocked' };
      // Pre-flight takes a while, and the form may have been authenticated for something else meanwhile.
      const provisioner = this.parts.session.provisioner();
      const session = await this.parts.sessions.open(provisioner.provisionRole, draft.name.trim());
      const { createCluster } = await this.parts.creation();
      const full = { ...provisioner, session };
      const answer = this.retrying
        ? await createCluster.retry(this.retrying.operation, draft, full, signal)
        : await createCluster.create(draft, full, signal);
      if (answer.kind === 'started') {
        this.operation = answer.operation;
        this.retrying = undefined;
      }
      return answer;
    },
    review: async ({ draft, what }, signal) => {
      const provisioner = this.parts.session.provisioner();
      const { reviewCluster } = await this.parts.creation();
      return reviewCluster.review(draft, what, provisioner, signal);
    },
    leaveOperation: () => {
      this.leaveOperation();
      return Promise.resolve(null);
    },
    copy: async ({ what }, signal) => {
      await vscode.env.clipboard.writeText(await this.identifier(what, signal));
      return null;
    },
    run: async ({ command }) => {
      await vscode.commands.executeCommand(FORM_COMMANDS[command], ...this.argument(command));
      return null;
    },
  };

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
    this.retrying = { operation, opening };
    this.operation = view;
    await this.parts.session.resume(operation.role);
  }

  /** The form has just seen its own operation fail: what stands in it is what is tried again. */
  async offerRetry(operation: CreationOperation): Promise<RetryOpening> {
    const { createCluster } = await this.parts.creation();
    const { opening } = createCluster.planRetry(operation);
    this.retrying = { operation, opening };
    return opening;
  }

  /** A form that was about a failed creation is about a new cluster when it is opened next. */
  closed(): void {
    if (this.parts.drafts.isForRetry) this.leaveOperation();
  }

  /** What was typed for another cluster is there again. */
  leaveOperation(): void {
    this.operation = undefined;
    this.retrying = undefined;
    this.parts.drafts.endRetry();
  }

  /** @returns whether the form shows this operation */
  follow(view: OperationView): boolean {
    if (this.operation?.id !== view.id) return false;
    this.operation = view;
    return true;
  }

  private draft(level: string): Draft {
    const draft = this.parts.drafts.read();
    return { ...draft, region: draft.region || this.baseRegion, level: draft.level || level };
  }

  private get options(): OptionsPort {
    return this.parts.session.required().session.options;
  }

  /** Where the base credentials are asked who they are. */
  get baseRegion(): string {
    return this.parts.settings.region ?? DEFAULT_REGION;
  }

  private async identifier(what: 'accountId' | 'externalId', signal: AbortSignal): Promise<string> {
    if (what === 'externalId') return (await this.parts.identity()).externalId;
    return (await this.parts.sessions.callerIdentity(this.baseRegion, signal)).accountId;
  }

  private serviceQuotas(): vscode.Uri | undefined {
    const url = serviceQuotasConsole(this.parts.session.required().session);
    return url === undefined ? undefined : vscode.Uri.parse(url);
  }

  private argument(command: FormCommand): readonly unknown[] {
    switch (command) {
      case 'signIn':
        return ['signIn'];
      case 'showOperation':
      case 'cancelOperation':
      case 'retryOperation':
      case 'deleteEverything':
      case 'keepOperation':
        return [this.operation?.id];
      case 'openServiceQuotas':
        return [this.serviceQuotas()];
      case 'configureAuthentication':
      case 'createRoles':
      case 'setExternalId':
      case 'generatePolicy':
      case 'openFolder':
      case 'showLog':
        return [];
    }
  }
}
