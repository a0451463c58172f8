import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { clusterId, type ClusterEntry } from '../../core/registry/entry';
import { scopeProblem } from '../../core/registry/scope';
import { isSameLevel, type LevelOption } from '../../core/registry/target';
import type { LeveledRegistry } from '../settings';
import { askText, pickOne, type Answer, type Question } from '../steps';

interface SettledPorts {
  readonly levels: () => readonly LevelOption[];
  readonly settings: { registries(): readonly LeveledRegistry[] };
}

/** The questions that any cluster is asked about before it is configured: at which level, for what, and managed or not. */
export class SettledQuestions {
  level: LevelOption | undefined;
  scope = '*';
  management: Management = {
    managed: true,
    namespacePerEnvironment: true,
  };

  constructor(
    private readonly title: string,
    private readonly ports: SettledPorts,
  ) {}

  readonly questions: readonly Question[] = [
    (place) => this.askLevel(place),
    (place) => this.askScope(place),
    (place) => this.askManagement(place),
  ];

  /** Where the cluster is configured already, at the level that was chosen. */
  isConfigured(entry: ClusterEntry): boolean {
    return this.entries().some((other) => clusterId(other) === clusterId(entry));
  }

  private async askLevel(place: Place): Promise<Answer<unknown>> {
    const items = this.ports.levels().map((option) => ({
      label: option.label,
      description: option.kubeconfigPath,
      option,
    }));
    const active = items.find(({ option }) => option.id === this.level?.id);
    const placeholder = l10n.t('Where is it to be configured?');
    const answer = await pickOne({ ...place, title: this.title, items, active, placeholder });
    if (answer.kind === 'given') this.level = answer.value.option;
    return answer;
  }

  private askScope(place: Place): Promise<Answer<unknown>> {
    const taken = this.entries().map(({ environmentScope }) => environmentScope);
    return askText({
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
    const items: readonly (vscode.QuickPickItem & { readonly management: Management })[] = [
      {
        label: l10n.t('Managed, with a namespace for each environment'),
        management: { managed: true, namespacePerEnvironment: true },
      },
      {
        label: l10n.t('Managed, with one namespace for each project'),
        management: { managed: true, namespacePerEnvironment: false },
      },
      {
        label: l10n.t('Not managed'),
        detail: l10n.t('The extension makes no namespaces and leaves alone those that are there.'),
        management: { managed: false, namespacePerEnvironment: true },
      },
    ];
    const placeholder = l10n.t('Is the extension to make namespaces and service accounts in it?');
    const answer = await pickOne({ ...place, title: this.title, items, placeholder });
    if (answer.kind === 'given') this.management = answer.value.management;
    return answer;
  }

  private entries(): readonly ClusterEntry[] {
    const { level } = this;
    const registries = this.ports.settings.registries();
    return registries.find((registry) => level && isSameLevel(registry.level, level.level))?.entries ?? [];
  }
}

type Management = Pick<ClusterEntry, 'managed' | 'namespacePerEnvironment'>;

type Place = Parameters<Question>[0];
