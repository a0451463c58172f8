import * as l10n from '@vscode/l10n';
import { clusterId, type ClusterEntry } from '../../core/registry/entry';
import { scopeProblem } from '../../core/registry/environment-scope';
import { isSameLevel, type Level, type LevelOption } from '../../core/registry/target';
import { isSameManagement, managementItems, type Management } from '../management';
import type { LeveledRegistry } from '../settings';
import { enterText, pickOne, type Answer, type Question } from '../multi-step-input';
import { levelItems } from '../levels';

interface OptionsDeps {
  readonly levels: () => readonly LevelOption[];
  readonly settings: { registries(): readonly LeveledRegistry[] };
}

/** The questions that any cluster is asked about before it is configured: at which level, for what, and managed or not. */
export class OptionsQuestions {
  private level: LevelOption | undefined;
  private scope = '*';
  private management: Management = { managed: true, namespacePerEnvironment: true };

  /** @param clusterId of the cluster in question: where it is configured already, it is changed */
  constructor(
    private readonly title: string,
    private readonly clusterId: () => string | undefined,
    private readonly deps: OptionsDeps,
  ) {}

  readonly questions: readonly Question[] = [
    (place) => this.askLevel(place),
    (place) => this.askScope(place),
    (place) => this.askManagement(place),
  ];

  get values() {
    return { environmentScope: this.scope, enabled: true, ...this.management };
  }

  get chosenLevel(): Level {
    if (!this.level) throw new Error('The level is chosen before anything is configured.');
    return this.level.level;
  }

  get levelLabel(): string {
    return this.level?.label ?? '';
  }

  /** At any level. */
  get isConfigured(): boolean {
    return this.deps.settings.registries().some(({ entries }) => entries.some((e) => this.isSame(e)));
  }

  private async askLevel(place: Place): Promise<Answer<unknown>> {
    const items = levelItems(this.deps.levels());
    const active = items.find(({ option }) => option.id === this.level?.id);
    const placeholder = l10n.t('Where should it be configured?');
    const answer = await pickOne({ ...place, title: this.title, items, active, placeholder });
    if (answer.kind === 'next') this.selectLevel(answer.value.option);
    return answer;
  }

  private selectLevel(level: LevelOption): void {
    this.level = level;
    const present = this.entries().find((entry) => this.isSame(entry));
    if (!present) return;
    const { environmentScope, managed, namespacePerEnvironment } = present;
    this.scope = environmentScope;
    this.management = { managed, namespacePerEnvironment };
  }

  private askScope(place: Place): Promise<Answer<unknown>> {
    const others = this.entries().filter((entry) => !this.isSame(entry));
    const taken = others.map(({ environmentScope }) => environmentScope);
    return enterText({
      ...place,
      title: this.title,
      prompt: l10n.t('Environment scope: * for all environments, one such as production, or review/*.'),
      value: this.scope,
      problem: (text) => {
        const problem = scopeProblem(text, taken);
        return problem && `${problem.message} ${problem.remedy}`;
      },
      onTyping: (text) => (this.scope = text.trim()),
    });
  }

  private async askManagement(place: Place): Promise<Answer<unknown>> {
    const items = managementItems();
    const active = items.find(({ management }) => isSameManagement(management, this.management));
    const placeholder = l10n.t(
      'Should the extension create namespaces and service accounts in this cluster?',
    );
    const answer = await pickOne({ ...place, title: this.title, items, active, placeholder });
    if (answer.kind === 'next') this.management = answer.value.management;
    return answer;
  }

  private isSame(entry: ClusterEntry): boolean {
    return clusterId(entry) === this.clusterId();
  }

  private entries(): readonly ClusterEntry[] {
    const { level } = this;
    const registries = this.deps.settings.registries();
    return registries.find((registry) => level && isSameLevel(registry.level, level.level))?.entries ?? [];
  }
}

type Place = Parameters<Question>[0];
