import * as vscode from 'vscode';
import { inBackground, type Report } from '../../core/background';
import { serviceQuotasConsole } from '../../core/console-link';
import type { Identity } from '../../core/identity';
import type { Clock } from '../../core/ports/clock';
import { Preflight, type CheckSet, type CheckRow } from '../../core/preflight';
import type { FormCommand } from '../../protocol/messages';
import { createHost } from '../../protocol/host';
import type { Handlers, HostMessage } from '../../protocol/rpc';
import { toErrorReport } from '../../protocol/error-report';
import type { KubectlAccess } from '../kubectl-access';
import { levelOptions } from '../levels';
import type { Sessions } from '../sessions';
import type { Settings } from '../settings';
import { FORM_COMMANDS } from './form-commands';
import type { FormServices } from './form-services';
import type { Drafts } from './drafts';
import { FormSession } from './form-session';
import type { FormHost } from './host';

export { formHtml } from './html';
export { findCreation, latestView } from './creation-view';

/** A form that is open. */
export interface FormConnection {
  readonly post: (message: HostMessage) => void;
  /** Called with a description of a message that the form never sends. */
  readonly report: (what: string) => void;
  /** Aborted when the form is closed. */
  readonly signal: AbortSignal;
}

/** AWS answers each call within seconds: a check that takes longer will not know in time. */
const CHECK_LIMIT_MS = 20_000;

interface FormSessionDeps {
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly drafts: Drafts;
  readonly access: KubectlAccess;
  readonly checklist: () => Promise<CheckSet>;
  readonly clock: Clock;
  readonly report: Report;
  readonly tell: (rows: readonly CheckRow[]) => void;
}

/** The form's session, which does not exist yet, and its pre-flight. */
export function newFormSession({ clock, report, tell, ...deps }: FormSessionDeps) {
  const { sessions, settings, drafts, access, checklist } = deps;
  const limit = () => AbortSignal.timeout(CHECK_LIMIT_MS);
  const preflight = new Preflight({ clock, timeout: limit, report, onChange: tell });
  return { preflight, session: new FormSession(sessions, settings, drafts, access, preflight, checklist) };
}

interface FormDeps {
  readonly sessions: Sessions;
  readonly settings: Settings;
  readonly identity: () => Promise<Identity>;
  readonly drafts: Drafts;
  readonly services: () => Promise<FormServices>;
  readonly session: FormSession;
  readonly preflight: Preflight;
  readonly report: Report;
}

/** Answers the form's requests, with the session that the form must not see; loaded when it is opened. */
export function answerMessages(host: FormHost, deps: FormDeps, connection: FormConnection) {
  return createHost({ ...connection, handlers: handlers(host, deps), toErrorReport });
}

function handlers(host: FormHost, parts: FormDeps): Handlers {
  const options = () => parts.session.requireSignedIn().session.options;

  const identifier = async (what: 'accountId' | 'externalId', signal: AbortSignal): Promise<string> => {
    if (what === 'externalId') return (await parts.identity()).externalId;
    return (await parts.sessions.callerIdentity(host.baseRegion, signal)).accountId;
  };

  const serviceQuotas = (): vscode.Uri | undefined => {
    const url = serviceQuotasConsole(parts.session.requireSignedIn().session);
    return url === undefined ? undefined : vscode.Uri.parse(url);
  };

  const argument = (command: FormCommand): readonly unknown[] => {
    switch (command) {
      case 'signIn':
        return ['signIn'];
      case 'showOperation':
      case 'cancelOperation':
      case 'retryOperation':
      case 'deleteFailedCluster':
      case 'keepResources':
        return [host.operation?.id];
      case 'openServiceQuotas':
        return [serviceQuotas()];
      case 'configureAuthentication':
      case 'createRoles':
      case 'setExternalId':
      case 'generatePolicy':
      case 'openFolder':
      case 'showLog':
        return [];
    }
  };

  return {
    open: async () => {
      const [{ externalId }] = await Promise.all([parts.identity(), host.restore()]);
      const levels = levelOptions(parts.settings);
      const signedIn = parts.session.current;
      return {
        externalId,
        draft: host.draft(levels[0]?.id ?? ''),
        levels,
        language: vscode.env.language,
        session: signedIn && {
          roleArn: signedIn.provisionRole.roleArn,
          authenticated: signedIn.authenticated,
        },
        operation: host.operation,
        retry: host.retrying?.opening,
        checks: parts.preflight.rows,
      };
    },
    identify: async (_params, signal) => {
      const { accountId, arn } = await parts.sessions.callerIdentity(host.baseRegion, signal);
      host.setBaseAccount(accountId);
      return { accountId, arn };
    },
    suggestRegions: (_params, signal) => parts.sessions.suggestedRegions(host.baseRegion, signal),
    authenticate: ({ roleArn, region }, signal) =>
      parts.session.authenticate(roleArn.trim(), region.trim(), signal),
    listKubernetesVersions: (_params, signal) => options().kubernetesVersions(signal),
    listServiceRoles: (_params, signal) => options().serviceRoles(signal),
    listKeyPairs: (_params, signal) => options().keyPairs(signal),
    listVpcs: (_params, signal) => options().vpcs(signal),
    listSubnets: ({ vpcId }, signal) => options().subnets(vpcId.trim(), signal),
    listSecurityGroups: ({ vpcId }, signal) => options().securityGroups(vpcId.trim(), signal),
    listClusters: async (_params, signal) => {
      const names = await parts.session.requireSignedIn().session.clusters.list(signal);
      return names.filter((name) => name !== host.retrying?.operation.clusterName);
    },
    listInstanceTypes: (_params, signal) => options().instanceTypes(signal),
    saveDraft: async (params) => {
      const { draft } = params;
      parts.session.follow(draft);
      await parts.drafts.save(draft);
      return null;
    },
    checkAgain: () => {
      parts.preflight.rerun();
      return Promise.resolve(null);
    },
    create: async (params, signal) => {
      const { draft } = params;
      await parts.drafts.save(draft);
      parts.session.requireSignedIn();
      if (await parts.session.isBlocked(draft, params.acceptedChecks)) return { kind: 'blocked' };
      // Pre-flight checks take a while, and the form may have been authenticated for another role meanwhile.
      const provisioner = parts.session.provisioner();
      const session = await parts.sessions.open(provisioner.provisionRole, draft.name.trim());
      const { createCluster } = await parts.services();
      const full = { ...provisioner, session };
      const answer = host.retrying
        ? await createCluster.retry(host.retrying.operation, draft, full, signal)
        : await createCluster.create(draft, full, signal);
      // The operation is in progress, whether or not the window can keep in mind that it is the form's.
      if (answer.kind === 'started') inBackground(() => host.onStarted(answer.operation), parts.report);
      return answer;
    },
    review: async ({ draft, what }, signal) => {
      const provisioner = parts.session.provisioner();
      const { reviewCluster } = await parts.services();
      return reviewCluster.review(draft, what, provisioner, signal);
    },
    leaveOperation: async () => {
      await host.leaveOperation();
      return null;
    },
    copy: async ({ what }, signal) => {
      await vscode.env.clipboard.writeText(await identifier(what, signal));
      return null;
    },
    run: async ({ command }) => {
      await vscode.commands.executeCommand(FORM_COMMANDS[command], ...argument(command));
      return null;
    },
  };
}
