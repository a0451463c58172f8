import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import { readApiUrl } from '../../core/existing/access';
import { letInCommands, notLetIn } from '../../core/existing/let-in';
import { probeProblem, WANTED_RIGHTS } from '../../core/existing/probe';
import { KubernetesError, type KubernetesPort } from '../../core/ports/kubernetes';
import type { WorkspacePort } from '../../core/ports/workspace';
import type { AttachedEntry, ClusterEntry, EksEntry } from '../../core/registry/entry';
import type { LevelOption } from '../../core/registry/target';
import type { SecretClusters } from '../attached-clusters';
import type { ClusterConnector } from '../cluster-connector';
import type { Command } from '../commands/commands';
import { askInOrder, pickOne } from '../steps';
import { AccountQuestions, type AccountPorts } from './from-account';
import { SettledQuestions } from './settled';
import { UrlQuestions } from './by-url';

export { configureTexts } from '../../core/texts';

interface ExistingPorts extends AccountPorts {
  readonly workspace: Pick<WorkspacePort, 'register'>;
  readonly levels: () => readonly LevelOption[];
  readonly connector: ClusterConnector;
  readonly attached: SecretClusters;
  readonly kubernetes: () => Promise<KubernetesPort>;
}

/** *Add Existing Cluster…*: one that runs already, of the AWS account or anywhere. Escape loses nothing typed. */
export class AddExistingCluster {
  private readonly account: AccountQuestions;
  private readonly url: UrlQuestions;
  private readonly settled: SettledQuestions;

  constructor(private readonly ports: ExistingPorts) {
    const title = l10n.t('Add Existing Cluster');
    this.account = new AccountQuestions(title, ports);
    this.url = new UrlQuestions(title);
    this.settled = new SettledQuestions(title, ports);
  }

  async run(): Promise<void> {
    const items = [
      {
        label: l10n.t('$(cloud) From my AWS account'),
        detail: l10n.t('Clusters of EKS, in several regions.'),
      },
      {
        label: l10n.t('$(plug) By API URL, CA certificate and token'),
        detail: l10n.t('Any cluster that this machine can reach.'),
      },
    ];
    const title = l10n.t('Add Existing Cluster');
    const answer = await pickOne({ title, step: 1, totalSteps: 1, items });
    if (answer.kind !== 'given') return;
    if (answer.value === items[0]) await this.fromAccount();
    else await this.byUrl();
  }

  private async fromAccount(): Promise<void> {
    if (!(await askInOrder([...this.account.questions, ...this.settled.questions]))) return;
    const { found, roleArn } = this.account;
    if (!found) return;
    const { accountId, partition } = found.session;
    const settled = this.settledValues();
    const entry: EksEntry = {
      name: found.name,
      region: found.region,
      accountId,
      partition,
      roleArn,
      ...settled,
    };
    if (!(await this.register(entry))) return;
    await this.letIn(entry);
    this.tellAdded(entry);
  }

  private async byUrl(): Promise<void> {
    const questions = [...this.url.questions, ...this.settled.questions];
    for (let first = 0; await askInOrder(questions, first); first = 1) {
      const entry = await this.attach();
      if (entry === 'again') continue;
      if (entry) this.tellAdded(entry);
      return;
    }
  }

  /** @returns `again` when the user wants to change what they entered */
  private async attach(): Promise<AttachedEntry | 'again' | undefined> {
    const { name, authority, token, rbac } = this.url;
    const url = readApiUrl(this.url.apiUrl);
    if (!authority || url.kind === 'problem') return 'again';
    const { apiUrl } = url;
    const { certificateAuthority, fingerprint: caFingerprint } = authority;
    const objection = await this.objection({ apiUrl, certificateAuthority, token });
    if (objection === 'cancelled') return undefined;
    if (objection && !(await this.insists(objection))) return 'again';
    const entry: AttachedEntry = { name, apiUrl, caFingerprint, ...this.settledValues() };
    // The secret first: an entry without it would be a row that cannot be opened.
    await this.ports.attached.keep(entry, { certificateAuthority, token, rbac });
    if (!(await this.register(entry))) return undefined;
    this.url.forget();
    return entry;
  }

  private async objection(access: Access): Promise<Objection | 'cancelled' | undefined> {
    let objection: Objection | 'cancelled' | undefined;
    const host = new URL(access.apiUrl).host;
    await this.ports.notifier.progress(l10n.t('Looking at {0}', host), async (_report, cancelled) => {
      const kubernetes = await this.ports.kubernetes();
      const { apiUrl: endpoint, certificateAuthority, token } = access;
      const target = { endpoint, certificateAuthority, token: () => Promise.resolve(token) };
      try {
        const problem = probeProblem(await kubernetes.probe(target, cancelled), host);
        objection = problem
          ? { ...problem, canBeLeft: false }
          : await lackingRights((access) => kubernetes.connect(target).mayI(access, cancelled));
      } catch (error) {
        if (!cancelled.aborted) throw error;
        objection = 'cancelled';
      }
    });
    return objection;
  }

  /** @returns whether it is to be added all the same */
  private async insists({ message, remedy, canBeLeft }: Objection): Promise<boolean> {
    const change = l10n.t('Change What I Entered');
    const add = l10n.t('Add It All the Same');
    const answers = canBeLeft ? [change, add] : [change];
    return (await this.ports.notifier.ask({ question: message, detail: remedy, answers })) === add;
  }

  private async register(entry: ClusterEntry): Promise<boolean> {
    const { level } = this.settled;
    if (!level) return false;
    if (this.settled.isConfigured(entry))
      throw userError('cluster-configured-there', { name: entry.name, level: level.label });
    await this.ports.workspace.register(level.level, entry);
    return true;
  }

  /** The cluster lets in whom its access entries name: where we are not among them, that is offered. */
  private async letIn(entry: EksEntry): Promise<void> {
    const { connector, notifier, sessions } = this.ports;
    const signal = AbortSignal.timeout(30_000);
    const isLetIn = await connector.connect(entry, signal).then(async (api) => {
      try {
        await api.nodes(signal);
        return true;
      } catch (error) {
        return !(error instanceof KubernetesError && error.kind === 'unauthorized');
      }
    });
    if (isLetIn) return;
    const principalArn = entry.roleArn ?? (await ownPrincipalArn(sessions, entry, signal));
    if (principalArn === undefined) return;
    const about = { clusterName: entry.name, ...entry, principalArn };
    const add = l10n.t('Add Access Entry');
    const answer = await notifier.ask({
      question: l10n.t('The cluster {0} does not let {1} in.', entry.name, principalArn),
      detail: l10n.t(
        'An access entry makes it an administrator of the cluster. Somebody who may do so can also run:\n\n{0}',
        letInCommands(about),
      ),
      answers: [add],
      close: l10n.t('Not Now'),
    });
    if (answer !== add) return;
    try {
      await (await connector.session(entry)).clusters.letIn(entry.name, principalArn, signal);
    } catch (error) {
      throw notLetIn(error, about);
    }
  }

  private settledValues() {
    return { environmentScope: this.settled.scope, enabled: true, ...this.settled.management };
  }

  private tellAdded(entry: ClusterEntry): void {
    const { level } = this.settled;
    const run = () =>
      vscode.commands.executeCommand('eks.addToKubeconfig' satisfies Command, {
        ...{ kind: 'cluster', entry, level: level?.level },
      });
    const text = l10n.t('Cluster {0} is configured in {1}.', entry.name, level?.label ?? '');
    void this.ports.notifier.info(text, { title: l10n.t('Add to Kubeconfig'), run });
  }
}

interface Access {
  readonly apiUrl: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

interface Objection {
  readonly message: string;
  readonly remedy: string;
  /** The user may know better. */
  readonly canBeLeft: boolean;
}

async function lackingRights(
  mayI: (access: (typeof WANTED_RIGHTS)[number]['access']) => Promise<boolean>,
): Promise<Objection | undefined> {
  const answers = await Promise.all(WANTED_RIGHTS.map(({ access }) => mayI(access)));
  if (answers[0]) return undefined;
  const lacking = WANTED_RIGHTS.filter((_, index) => !answers[index]).map(({ what }) => what());
  return {
    message: l10n.t('The token may not: {0}.', lacking.join(', ')),
    remedy: l10n.t(
      'Bind its service account to the ClusterRole cluster-admin, or add the cluster and do without what needs these rights.',
    ),
    canBeLeft: true,
  };
}

async function ownPrincipalArn(
  sessions: AccountPorts['sessions'],
  { accountId, region }: EksEntry,
  signal: AbortSignal,
): Promise<string | undefined> {
  const caller = await sessions.callerIdentity(region, signal);
  const principal = await sessions.ownPrincipal(caller, { accountId, region }, signal);
  return principal.kind === 'offered' ? principal.arn : undefined;
}
