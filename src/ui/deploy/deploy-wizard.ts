import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Project } from '../../core/cluster/environment-names';
import { environmentSettings, type AppSettings } from '../../core/deploy/settings';
import type { Exposure } from '../../core/deploy/request';
import { suggestEnvironments } from '../../core/deploy/suggest-environments';
import type { ClusterEntry } from '../../core/registry/entry';
import { environmentProblem } from '../../core/registry/environment-scope';
import { levelsOf, resolveCluster, type LeveledCluster } from '../../core/registry/resolve-cluster';
import { warnNoCluster, type ResolutionDeps } from '../commands/no-cluster-found';
import { levelLabel } from '../levels';
import {
  enterText,
  MultiStepInput,
  pickOne,
  type Answer,
  type Question,
  type Step,
} from '../multi-step-input';
import type { Item } from '../quick-item';
import type { LeveledRegistry } from '../settings';
import type { DeployPlan } from './deploy-plan';
import { summaryItems } from './deploy-summary';
import { deployerText, findDeployers, type DeployerChoice } from './deployers';
import { environmentItems } from './environment-items';
import { exposureItems, exposureOfSettings } from './exposure-choice';
import type { GitHead } from './git-head';
import { findBuilds, imageProblem, type BuildChoice } from './image-source';

export interface WizardDeps extends ResolutionDeps {
  readonly settings: {
    registries(): readonly LeveledRegistry[];
    deploy(folder: vscode.WorkspaceFolder): unknown;
  };
  /** How the latest deployment to an environment is reached; `undefined` where it is the first, or not known. */
  readonly readExposure: (environment: string, cluster: ClusterEntry) => Promise<Exposure | undefined>;
  /** Whether Cloud Native Buildpacks can be used here. */
  readonly hasPack: () => Promise<boolean>;
  /** What is worth knowing before deploying. Never fails. */
  readonly check: (plan: DeployPlan) => Promise<readonly Item[]>;
}

/** The folder that is deployed. */
export interface DeployedFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly project: Project;
  readonly head: GitHead;
}

type Draft = { -readonly [Key in keyof DeployPlan]?: DeployPlan[Key] };

/** The questions of *Deploy…*. Only what is to decide is asked; *Back* goes to the question before. */
export class DeployWizard {
  private readonly input = new MultiStepInput(() => this.questions());
  private readonly draft: Draft = {};
  private settings: AppSettings = {};
  private candidates: readonly LeveledCluster[] = [];
  private builds: readonly BuildChoice[] = [];
  private deployers: readonly DeployerChoice[] = [];
  private reading: Promise<Exposure | undefined> = Promise.resolve(undefined);
  private typed = { environment: '', image: '' };
  private isNew = false;
  private isExisting = false;
  private asksExposure = true;
  private remembers = false;

  constructor(
    private readonly deps: WizardDeps,
    private readonly deployed: DeployedFolder,
    /** Environments that the project already has. */
    private readonly known: readonly string[],
  ) {}

  /** @returns `undefined` when the user changed their mind, or was told that no cluster serves the environment */
  async ask(): Promise<{ readonly plan: DeployPlan; readonly remembers: boolean } | undefined> {
    if (!(await this.input.run())) return undefined;
    return { plan: this.plan(), remembers: this.remembers };
  }

  private questions(): readonly Question[] {
    return [
      this.askEnvironment,
      ...(this.isNew ? [this.typeEnvironment] : []),
      ...(this.candidates.length > 1 ? [this.askCluster] : []),
      ...(this.builds.length > 0 ? [this.askImage] : []),
      ...(this.isExisting ? [this.typeImage] : []),
      ...(this.deployers.length > 1 ? [this.askDeployer] : []),
      ...(this.asksExposure ? [this.askExposure] : []),
      this.askSummary,
    ];
  }

  private readonly askEnvironment = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const names = suggestEnvironments(this.deployed.head.commit.ref, this.known);
    const items = environmentItems(names, this.levels());
    const active = items.find(({ name }) => name === this.draft.environment);
    const title = l10n.t('Deploy {0}: Environment', this.deployed.project.name);
    const answer = await pickOne({ ...place, title, items, ...(active && { active }) });
    if (answer.kind !== 'next') return answer;
    const { name } = answer.value;
    this.isNew = name === undefined;
    return name === undefined ? answer : this.enter(name);
  };

  private readonly typeEnvironment = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const answer = await enterText({
      ...place,
      title: l10n.t('Deploy {0}: Environment', this.deployed.project.name),
      prompt: l10n.t('For example, production or review/my-branch.'),
      value: this.typed.environment,
      problem: (text) => (text === '' ? l10n.t('Enter a name.') : environmentProblem(text)),
      onTyping: (text) => {
        this.typed.environment = text;
      },
    });
    return answer.kind === 'next' ? this.enter(answer.value) : answer;
  };

  /** Looks up what the next questions depend on. */
  private async enter(environment: string): Promise<Answer<unknown>> {
    const { folder } = this.deployed;
    const levels = this.levels();
    const serving = resolveCluster(environment, levels);
    if (serving.kind === 'none') {
      warnNoCluster(environment, levels, this.deps);
      return { kind: 'cancel' };
    }
    this.candidates = serving.kind === 'cluster' ? [serving.cluster] : serving.clusters;
    this.settings = environmentSettings(environment, this.deps.settings.deploy(folder));
    const app = { folder, settings: this.settings };
    [this.builds, this.deployers] = await Promise.all([
      findBuilds(folder, this.settings, this.deps.hasPack),
      findDeployers(app, environment, this.deployed.project.name),
    ]);
    this.isExisting ||= this.builds.length === 0;
    this.draft.environment = environment;
    this.draft.deployer = this.deployers[0];
    const [only] = this.candidates;
    if (serving.kind === 'cluster' && only) this.use(only.entry);
    return { kind: 'next', value: environment };
  }

  private readonly askCluster = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const title = l10n.t('More than one cluster matches {0}', this.draft.environment ?? '');
    const items = this.candidates.map(({ entry, level }) => ({
      label: entry.name,
      description: [entry.environmentScope, levelLabel(level)].join(' · '),
      entry,
    }));
    const answer = await pickOne({ ...place, title, items });
    if (answer.kind === 'next') this.use(answer.value.entry);
    return answer;
  };

  private use(cluster: ClusterEntry): void {
    const { environment = '' } = this.draft;
    this.draft.cluster = cluster;
    this.reading = this.deps.readExposure(environment, cluster).catch(() => undefined);
  }

  private readonly askImage = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const existing = {
      label: l10n.t('Use an Existing Image'),
      detail: l10n.t('An image that the nodes of the cluster can pull.'),
      prepare: undefined,
    };
    const { registry } = this.settings;
    const pushed =
      registry === undefined
        ? l10n.t('The image is pushed to Amazon ECR, in the account of the cluster.')
        : l10n.t('The image is pushed to {0}, with your own login.', registry);
    const items = [...this.builds.map((build) => ({ ...build, detail: pushed })), existing];
    const active = this.isExisting ? { active: existing } : {};
    const answer = await pickOne({ ...place, title: l10n.t('Deploy: Image'), items, ...active });
    if (answer.kind !== 'next') return answer;
    const { prepare } = answer.value;
    this.isExisting = !prepare;
    if (!prepare) return answer;
    const image = await prepare();
    if (!image) return { kind: 'jump', to: this.askImage };
    this.draft.image = image;
    return this.answered(answer);
  };

  private readonly typeImage = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const answer = await enterText({
      ...place,
      title: l10n.t('Deploy: Image'),
      prompt: l10n.t('An image that the nodes of the cluster can pull, best by its digest.'),
      value: this.typed.image,
      problem: (text) => (text === '' ? l10n.t('Enter an image.') : imageProblem(text)),
      onTyping: (text) => {
        this.typed.image = text;
      },
    });
    if (answer.kind !== 'next') return answer;
    this.draft.image = { kind: 'existing', reference: answer.value };
    return this.answered(answer);
  };

  private readonly askDeployer = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const items = this.deployers.map((deployer) => ({ ...deployerText(deployer), deployer }));
    const active = items.find(({ deployer }) => deployer === this.draft.deployer);
    const title = l10n.t('How should it be deployed?');
    const answer = await pickOne({ ...place, title, items, ...(active && { active }) });
    if (answer.kind !== 'next') return answer;
    this.draft.deployer = answer.value.deployer;
    return this.answered(answer);
  };

  /** Manifests say it themselves, and so do the settings. Otherwise it is asked the first time only. */
  private async answered(answer: Answer<unknown>): Promise<Answer<unknown>> {
    const { deployer } = this.draft;
    const known: Exposure | undefined =
      deployer?.kind === 'built-in'
        ? (exposureOfSettings(this.settings, this.place()) ?? (await this.reading))
        : { kind: 'forward' };
    this.asksExposure = known === undefined;
    if (known) this.draft.exposure = known;
    return answer;
  }

  private readonly askExposure = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const items = exposureItems(this.place());
    const active = items.find(({ exposure }) => exposure.kind === this.draft.exposure?.kind);
    const title = l10n.t('Who should reach it?');
    const answer = await pickOne({ ...place, title, items, ...(active && { active }) });
    if (answer.kind === 'next') this.draft.exposure = answer.value.exposure;
    return answer;
  };

  private readonly askSummary = async (place: Omit<Step, 'title'>): Promise<Answer<unknown>> => {
    const plan = this.plan();
    const checks = this.deps.check(plan);
    for (;;) {
      const items = (found: readonly Item[]) =>
        summaryItems(plan, this.deployed, { checks: found, remembers: this.remembers });
      const title = l10n.t('Deploy {0}: Summary', this.deployed.project.name);
      const answer = await pickOne({ ...place, title, items: items([]), later: checks.then(items) });
      if (answer.kind !== 'next' || answer.value.act === 'deploy') return answer;
      switch (answer.value.act) {
        case 'environment':
          return { kind: 'jump', to: this.askEnvironment };
        case 'image':
          return { kind: 'jump', to: this.builds.length > 0 ? this.askImage : this.typeImage };
        case 'deployer':
          if (this.deployers.length > 1) return { kind: 'jump', to: this.askDeployer };
          break;
        case 'exposure':
          if (plan.deployer.kind !== 'built-in') break;
          this.asksExposure = true;
          return { kind: 'jump', to: this.askExposure };
        case 'remember':
          this.remembers = !this.remembers;
          break;
        case 'none':
          break;
      }
    }
  };

  private levels(): readonly LeveledRegistry[] {
    return levelsOf(this.deployed.folder.uri.toString(), this.deps.settings.registries());
  }

  private place() {
    const { environment, cluster } = this.draft;
    if (environment === undefined || !cluster) throw new Error('A question of the wizard was left out.');
    return { project: this.deployed.project, environment, cluster };
  }

  private plan(): DeployPlan {
    const { environment, cluster, image, deployer, exposure } = this.draft;
    if (environment === undefined || !cluster || !image || !deployer || !exposure)
      throw new Error('A question of the wizard was left out.');
    return { environment, cluster, image, deployer, exposure };
  }
}
