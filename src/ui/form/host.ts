import * as vscode from 'vscode';
import { serviceQuotasConsole } from '../../core/console-link';
import type { Identity } from '../../core/identity';
import type { OptionsPort } from '../../core/ports/aws';
import type { OperationView } from '../../core/operation/view';
import type { Preflight } from '../../core/preflight';
import { readDraft } from '../../core/spec/read-draft';
import type { Draft } from '../../core/spec/draft';
import type { FormCommand, HostEvents } from '../../protocol/messages';
import type { Handlers } from '../../protocol/rpc';
import { levelOptions } from '../levels';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import type { Creation } from './creation';
import type { Drafts } from './drafts';
import type { FormSession } from './form-session';

const DEFAULT_REGION = 'us-east-1';

/** What each link of the form runs. */
const COMMANDS: { readonly [C in FormCommand]: string } = {
  configureAuthentication: 'eks.configureAuthentication',
  signIn: 'eks.configureAuthentication',
  createRoles: 'eks.createRoles',
  openServiceQuotas: 'vscode.open',
  setExternalId: 'eks.setExternalId',
  generatePolicy: 'eks.generatePolicy',
  openFolder: 'vscode.openFolder',
  showOperation: 'eks.showOperation',
  showLog: 'eks.showLog',
};

/** The host's side of the form: answers its requests, with the session that the form must not see. */
export class FormHost {
  private operation: OperationView | undefined;
  private baseAccountId: string | undefined;

  constructor(
    private readonly sessions: Sessions,
    private readonly settings: Settings,
    private readonly identity: () => Promise<Identity>,
    private readonly drafts: Drafts,
    private readonly creation: () => Promise<Creation>,
    private readonly session: FormSession,
    private readonly preflight: Preflight,
  ) {}

  readonly handlers: Handlers = {
    open: async () => {
      const { externalId } = await this.identity();
      const levels = levelOptions(this.settings);
      const signedIn = this.session.current;
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
        checks: this.preflight.rows,
      };
    },
    identify: async (_params, signal) => {
      const { accountId, arn } = await this.sessions.callerIdentity(this.baseRegion, signal);
      this.baseAccountId = accountId;
      return { accountId, arn };
    },
    suggestRegions: (_params, signal) => this.sessions.suggestedRegions(this.baseRegion, signal),
    authenticate: ({ roleArn, region }, signal) =>
      this.session.authenticate(text(roleArn), text(region), signal),
    listKubernetesVersions: (_params, signal) => this.options.kubernetesVersions(signal),
    listServiceRoles: (_params, signal) => this.options.serviceRoles(signal),
    listKeyPairs: (_params, signal) => this.options.keyPairs(signal),
    listVpcs: (_params, signal) => this.options.vpcs(signal),
    listSubnets: ({ vpcId }, signal) => this.options.subnets(text(vpcId), signal),
    listSecurityGroups: ({ vpcId }, signal) => this.options.securityGroups(text(vpcId), signal),
    listInstanceTypes: (_params, signal) => this.options.instanceTypes(signal),
    saveDraft: async (params) => {
      const draft = readDraft(params.draft);
      this.session.follow(draft);
      await this.drafts.save(draft);
      return null;
    },
    checkAgain: () => {
      this.preflight.again();
      return Promise.resolve(null);
    },
    create: async (params, signal) => {
      const draft = readDraft(params.draft);
      await this.drafts.save(draft);
      this.session.required();
      if (await this.session.isBlocked(draft, params.despite)) return { kind: 'blocked' };
      // Pre-flight takes a while, and the form may have been authenticated for something else meanwhile.
      const provisioner = this.session.provisioner();
      const session = await this.sessions.open(provisioner.provisionRole, draft.name.trim());
      const { createCluster } = await this.creation();
      const answer = await createCluster.create(draft, { ...provisioner, session }, signal);
      if (answer.kind === 'started') this.operation = answer.operation;
      return answer;
    },
    review: async ({ draft, what }, signal) => {
      const provisioner = this.session.provisioner();
      const { reviewCluster } = await this.creation();
      return reviewCluster.review(readDraft(draft), what, provisioner, signal);
    },
    leaveOperation: () => {
      this.operation = undefined;
      return Promise.resolve(null);
    },
    copy: async ({ what }, signal) => {
      await vscode.env.clipboard.writeText(await this.identifier(what, signal));
      return null;
    },
    run: async ({ command }) => {
      if (Object.hasOwn(COMMANDS, command))
        await vscode.commands.executeCommand(COMMANDS[command], ...this.argument(command));
      return null;
    },
  };

  /** Where the cluster is to go, as far as the user has said. */
  get clusterRegion(): string {
    return this.drafts.read().region.trim() || this.baseRegion;
  }

  /** What can be told without asking AWS. In Restricted Mode settings of the workspace have no say. */
  get known(): {
    readonly baseAccountId: string | undefined;
    readonly roleArn: string;
    readonly region: string;
  } {
    const { roleArn, region } = this.drafts.read();
    const { baseAccountId } = this;
    return { baseAccountId, roleArn: roleArn.trim(), region: region.trim() || (this.settings.region ?? '') };
  }

  /** For a form that is not open: it opens with them. */
  async takeRoles(roles: HostEvents['rolesMade']): Promise<void> {
    const { provisionRoleArn: roleArn, serviceRoleArn } = roles;
    await this.drafts.save({ ...this.drafts.read(), roleArn, serviceRoleArn });
  }

  /** @returns whether the form shows this operation */
  follow(view: OperationView): boolean {
    if (this.operation?.id !== view.id) return false;
    this.operation = view;
    return true;
  }

  private draft(level: string): Draft {
    const draft = this.drafts.read();
    return { ...draft, region: draft.region || this.baseRegion, level: draft.level || level };
  }

  private get options(): OptionsPort {
    return this.session.required().session.options;
  }

  /** Where the base credentials are asked who they are. */
  get baseRegion(): string {
    return this.settings.region ?? DEFAULT_REGION;
  }

  private async identifier(what: 'accountId' | 'externalId', signal: AbortSignal): Promise<string> {
    if (what === 'externalId') return (await this.identity()).externalId;
    return (await this.sessions.callerIdentity(this.baseRegion, signal)).accountId;
  }

  private serviceQuotas(): vscode.Uri | undefined {
    const url = serviceQuotasConsole(this.session.required().session);
    return url === undefined ? undefined : vscode.Uri.parse(url);
  }

  private argument(command: FormCommand): readonly unknown[] {
    switch (command) {
      case 'signIn':
        return ['signIn'];
      case 'showOperation':
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

/** The types of what comes from the webview are its promise, not a fact. */
function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
