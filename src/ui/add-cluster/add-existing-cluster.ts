import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { parseApiUrl } from '../../core/add-cluster/connection-input';
import { probeProblem } from '../../core/add-cluster/probe-problem';
import type { Problem } from '../../core/add-cluster/problem';
import { tokenExpiryProblem } from '../../core/add-cluster/token-expiry';
import { permissionsProblem } from '../../core/add-cluster/required-permissions';
import type { KubernetesPort, KubernetesTarget } from '../../core/ports/kubernetes';
import type { WorkspacePort } from '../../core/ports/workspace';
import { clusterId, type AttachedEntry, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import type { LevelOption } from '../../core/registry/target';
import type { AttachedClusterSecrets } from '../attached-cluster-secrets';
import type { ClusterConnector } from '../cluster-connector';
import type { Command } from '../commands/commands';
import type { Item } from '../quick-item';
import { MultiStepInput, pickOne, type Answer, type Question } from '../multi-step-input';
import { offerAccessEntry } from './access-entry';
import { UrlQuestions } from './url-questions';
import { AccountQuestions, type AccountDeps } from './account-questions';
import { OptionsQuestions } from './options-questions';
import { runCancellable } from '../run-cancellable';

interface AddClusterDeps extends AccountDeps {
  readonly workspace: Pick<WorkspacePort, 'register'>;
  readonly levels: () => readonly LevelOption[];
  readonly connector: ClusterConnector;
  readonly attached: AttachedClusterSecrets;
  readonly kubernetes: () => Promise<KubernetesPort>;
  /** Throws where the file is no ordinary one. */
  readonly readFile: (path: string) => Promise<Buffer>;
}

/** The step of the API URL, the first one that may be wrong if the cluster cannot be reached. */
const API_URL_STEP = 2;

/** *Add Existing Cluster…*: one that runs already, of the AWS account or anywhere. Escape loses nothing typed. */
export class AddExistingCluster {
  private readonly title = l10n.t('Add Existing Cluster');
  private readonly account: AccountQuestions;
  private readonly url: UrlQuestions;
  private readonly options: OptionsQuestions;
  private readonly input = new MultiStepInput(() => this.questions());
  private source: Source = 'account';

  constructor(private readonly deps: AddClusterDeps) {
    this.account = new AccountQuestions(this.title, deps);
    this.url = new UrlQuestions(this.title, deps.readFile);
    this.options = new OptionsQuestions(this.title, () => this.clusterId(), deps);
  }

  async run(): Promise<void> {
    while (await this.input.run()) {
      const added = this.source === 'account' ? await this.addFound() : await this.attach();
      if (typeof added === 'object') {
        this.notifyAdded(added);
        return;
      }
      this.input.startAt(API_URL_STEP);
      if (added === 'cancelled') return;
    }
  }

  private questions(): readonly Question[] {
    const ofWay = this.source === 'account' ? this.account.questions : this.url.questions;
    return [(place) => this.askSource(place), ...ofWay, ...this.options.questions];
  }

  private async askSource(place: Parameters<Question>[0]): Promise<Answer<unknown>> {
    const items: readonly (Item & { readonly source: Source })[] = [
      {
        label: l10n.t('From my AWS account'),
        icon: 'cloud',
        detail: l10n.t('EKS clusters, in one or more regions.'),
        source: 'account',
      },
      {
        label: l10n.t('With API URL, CA certificate and token'),
        icon: 'plug',
        detail: l10n.t('Any Kubernetes cluster that this machine can reach.'),
        source: 'url',
      },
    ];
    const active = items.find(({ source }) => source === this.source);
    const answer = await pickOne({ ...place, title: this.title, items, active });
    if (answer.kind === 'next') this.source = answer.value.source;
    return answer;
  }

  private async addFound(): Promise<EksEntry> {
    const { found, roleArn } = this.account;
    if (!found) throw new Error('A cluster is chosen before the rest is asked.');
    const { name, region, session } = found;
    const { accountId, partition } = session;
    const entry: EksEntry = { name, region, accountId, partition, roleArn, ...this.options.values };
    await this.deps.workspace.register(this.options.chosenLevel, entry);
    await offerAccessEntry(entry, this.deps);
    return entry;
  }

  private async attach(): Promise<AttachedEntry | Exclude<ProbeResult, 'fine'>> {
    const { name, caCertificate, token, rbac } = this.url;
    const url = parseApiUrl(this.url.apiUrl);
    if (!caCertificate || url.kind === 'problem') return 'change';
    const { apiUrl } = url;
    const { certificateAuthority, fingerprint: caFingerprint } = caCertificate;
    const target: KubernetesTarget = {
      endpoint: apiUrl,
      certificateAuthority,
      token: () => Promise.resolve(token),
      isUserToken: true,
    };
    const verdict = await this.probe(target);
    if (verdict !== 'fine') return verdict;
    const entry: AttachedEntry = { name, apiUrl, caFingerprint, ...this.options.values };
    // The secret first: an entry without it would be a row that cannot be opened.
    await this.deps.attached.save(entry, { certificateAuthority, token, rbac });
    try {
      await this.deps.workspace.register(this.options.chosenLevel, entry);
    } catch (error) {
      if (!this.options.isConfigured) await this.deps.attached.delete(entry);
      throw error;
    }
    this.url.reset();
    // The settings may be unchanged, so that nothing else refreshes the view after a new token.
    await vscode.commands.executeCommand('eks.refresh' satisfies Command);
    return entry;
  }

  private async probe(target: KubernetesTarget): Promise<ProbeResult> {
    const { host } = new URL(target.endpoint);
    const { notifier } = this.deps;
    const objection = await runCancellable(
      notifier,
      l10n.t('Checking {0}', host),
      async (cancelled) => (await this.findObjection(target, cancelled)) ?? 'none',
    );
    if (!objection) return 'cancelled';
    if (objection === 'none') return 'fine';
    const change = l10n.t('Change Entries');
    const insist = l10n.t('Add Anyway');
    const { message: question, remedy: detail, canBeIgnored } = objection;
    const answer = await notifier.ask({
      question,
      detail,
      answers: canBeIgnored ? [change, insist] : [change],
    });
    if (answer === undefined) return 'cancelled';
    return answer === insist ? 'fine' : 'change';
  }

  private async findObjection(target: KubernetesTarget, signal: AbortSignal): Promise<Objection | undefined> {
    const kubernetes = await this.deps.kubernetes();
    const problem = probeProblem(await kubernetes.probe(target, signal), new URL(target.endpoint).host);
    if (problem) return { ...problem, canBeIgnored: false };
    const api = kubernetes.connect(target);
    const lacking =
      (await permissionsProblem((access) => api.can(access, signal))) ??
      tokenExpiryProblem(await target.token(), Date.now());
    return lacking && { ...lacking, canBeIgnored: true };
  }

  /** The cluster that is being added, as far as that is known yet. */
  private clusterId(): string | undefined {
    if (this.source === 'account') return this.account.found?.arn;
    const url = parseApiUrl(this.url.apiUrl);
    const { caCertificate } = this.url;
    if (!caCertificate || url.kind === 'problem') return undefined;
    return clusterId({ name: this.url.name, apiUrl: url.apiUrl, caFingerprint: caCertificate.fingerprint });
  }

  private notifyAdded(entry: ClusterEntry): void {
    const level = this.options.chosenLevel;
    const row = { kind: 'cluster', clusterId: clusterId(entry), entry, level };
    const run = () => vscode.commands.executeCommand('eks.addToKubeconfig' satisfies Command, row);
    const text = l10n.t('Cluster {0} is configured in {1}.', entry.name, this.options.levelLabel);
    this.deps.notifier.info(text, { title: l10n.t('Add to Kubeconfig'), run });
  }
}

type Source = 'account' | 'url';

/** Of the cluster itself, or of the user about what was found there. */
type ProbeResult = 'fine' | 'change' | 'cancelled';

interface Objection extends Problem {
  /** The user can add the cluster anyway. */
  readonly canBeIgnored: boolean;
}
