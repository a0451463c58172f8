import * as l10n from '@vscode/l10n';
import { listClusters, type FoundCluster, type RegionClusters } from '../../core/add-cluster/list-clusters';
import type { ProvisionSession } from '../../core/ports/aws';
import { clusterId, isAttached } from '../../core/registry/entry';
import { roleArnProblem } from '../../core/cluster-form/role-arn';
import type { Notifier } from '../notify';
import type { Item } from '../quick-item';
import type { Sessions } from '../sessions';
import type { ClusterAccess } from '../cluster-access';
import type { LeveledRegistry } from '../settings';
import { enterText, pickOne, pickSome, type Answer, type Question } from '../multi-step-input';
import { runCancellable } from '../run-cancellable';

export interface AccountDeps {
  readonly sessions: Sessions;
  readonly notifier: Notifier;
  readonly clusterAccess: Pick<ClusterAccess, 'allowed'>;
  readonly settings: {
    registries(): readonly LeveledRegistry[];
    readonly region: string | undefined;
    readonly baseCredentials: Parameters<Sessions['open']>[0]['base'];
  };
  /** The role ARN in the form, or an empty string. */
  readonly formRole: () => string;
}

const DEFAULT_REGION = 'us-east-1';

/** The questions about a cluster that is chosen from an AWS account. */
export class AccountQuestions {
  /** `undefined`: the base credentials themselves. */
  roleArn: string | undefined;
  regions: readonly string[] = [];
  found: (FoundCluster & { readonly region: string; readonly session: ProvisionSession }) | undefined;

  constructor(
    private readonly title: string,
    private readonly deps: AccountDeps,
  ) {}

  readonly questions: readonly Question[] = [
    (place) => this.askRole(place),
    (place) => this.askRegions(place),
    (place) => this.askCluster(place),
  ];

  private async askRole(place: Place): Promise<Answer<unknown>> {
    const items: readonly AccessItem[] = [
      ...(await this.knownRoles()).map((roleArn) => ({
        label: roleArn,
        icon: 'key',
        roleArn,
        access: 'role' as const,
      })),
      { label: l10n.t('My own credentials'), icon: 'account', access: 'own' },
      { label: l10n.t('Another role…'), icon: 'edit', access: 'another' },
    ];
    const placeholder = l10n.t('Which credentials should be used to find and access the cluster?');
    const answer = await pickOne({ ...place, title: this.title, items, placeholder });
    if (answer.kind !== 'next') return answer;
    if (answer.value.access === 'another') return this.enterRole(place);
    this.roleArn = answer.value.roleArn;
    return answer;
  }

  private enterRole(place: Place): Promise<Answer<unknown>> {
    const hint = l10n.t('Role ARN must be a valid Amazon Resource Name.');
    return enterText({
      ...place,
      title: this.title,
      prompt: l10n.t('Role ARN'),
      value: this.roleArn ?? '',
      problem: (text) => roleArnProblem(text, hint)?.message,
      onTyping: (text) => (this.roleArn = text.trim()),
    });
  }

  private async askRegions(place: Place): Promise<Answer<unknown>> {
    const { sessions, settings } = this.deps;
    const home = settings.region ?? DEFAULT_REGION;
    const suggested = await sessions
      .suggestedRegions(home, new AbortController().signal)
      .catch((): readonly string[] => []);
    const names = [...new Set([...this.regions, home, ...suggested])];
    const items = names.map((label) => ({ label }));
    const ticked = items.filter(({ label }) => [home, ...this.regions].includes(label));
    const answer = await pickSome({
      ...{ ...place, title: this.title, items, ticked },
      placeholder: l10n.t('Which regions?'),
      problem: (chosen) => (chosen.length > 0 ? undefined : l10n.t('Choose at least one region.')),
    });
    if (answer.kind === 'next') this.regions = answer.value.map(({ label }) => label);
    return answer;
  }

  private async askCluster(place: Place): Promise<Answer<unknown>> {
    const answers = await this.findClusters();
    if (!answers) return { kind: 'back' };
    const items: readonly ClusterItem[] = answers.flatMap((answer) => this.clusterItems(answer));
    const placeholder = items.some(({ found }) => found)
      ? l10n.t('Which cluster?')
      : l10n.t('No clusters found. Go back to choose other regions or another role.');
    const picked = await pickOne({ ...place, title: this.title, items, placeholder });
    if (picked.kind !== 'next') return picked;
    const { found, region } = picked.value;
    if (!found) return this.askCluster(place);
    this.found = { ...found, region, session: await this.sessionIn(region) };
    return picked;
  }

  private clusterItems(answer: RegionClusters): readonly ClusterItem[] {
    const { region } = answer;
    switch (answer.kind) {
      case 'failed':
        return [{ label: region, icon: 'warning', detail: answer.message, region }];
      case 'clusters':
        return answer.clusters.map((found) => ({
          label: found.name,
          description: [region, found.version, found.status?.toLowerCase()].filter(Boolean).join(' · '),
          detail: this.isConfigured(found) ? l10n.t('Already configured here') : undefined,
          ...{ found, region },
        }));
    }
  }

  private async findClusters(): Promise<readonly RegionClusters[] | undefined> {
    const title = l10n.t('Looking for clusters in {0}', this.regions.join(', '));
    return runCancellable(this.deps.notifier, title, (cancelled) =>
      listClusters(this.regions, (region) => this.sessionIn(region), cancelled),
    );
  }

  sessionIn(region: string): Promise<ProvisionSession> {
    const { sessions, settings } = this.deps;
    if (this.roleArn === undefined) return sessions.openBase(region);
    return sessions.open({ roleArn: this.roleArn, region, base: settings.baseCredentials }, '');
  }

  private isConfigured({ arn }: FoundCluster): boolean {
    return this.deps.settings.registries().some(({ entries }) => entries.some((e) => clusterId(e) === arn));
  }

  /** A role that only a repository names is not offered. */
  private async knownRoles(): Promise<readonly string[]> {
    const entries = this.deps.settings.registries().flatMap((registry) => registry.entries);
    const ofEks = entries.flatMap((entry) => (isAttached(entry) ? [] : [entry]));
    const roles = (await this.deps.clusterAccess.allowed(ofEks)).flatMap(({ roleArn }) => roleArn ?? []);
    return [...new Set([this.deps.formRole(), ...roles])].filter((role) => role !== '');
  }
}

type Place = Parameters<Question>[0];

interface AccessItem extends Item {
  readonly access: 'role' | 'own' | 'another';
  readonly roleArn?: string;
}

/** Without a cluster, it explains why a region shows none. */
interface ClusterItem extends Item {
  readonly found?: FoundCluster;
  readonly region: string;
}
