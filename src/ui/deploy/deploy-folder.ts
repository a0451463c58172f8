import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { environmentNamesIn } from '../../core/cluster/environment-names';
import { exposureOf } from '../../core/deploy/exposure';
import { readRecord, recordedObjects } from '../../core/deploy/record';
import type { Exposure } from '../../core/deploy/request';
import type { Run } from '../../core/deploy/bring';
import { runDeployment } from '../../core/deploy/run';
import { environmentSettings, readDeploySettings, type AppSettings } from '../../core/deploy/settings';
import { commitText } from '../../core/deploy/texts';
import { isProduction } from '../../core/environments/is-production';
import type { KustomizePort } from '../../core/ports/deploy-tools';
import type { ClusterEntry } from '../../core/registry/entry';
import { levelsOf, resolveCluster } from '../../core/registry/resolve-cluster';
import type { Environments } from '../commands/environments';
import type { ClusterConnector } from '../cluster-connector';
import type { Notifier } from '../notify';
import { requireFolder } from '../pick-folder';
import { projectOf } from '../project';
import type { DeployAccessDeps, DeployPlace } from './deploy-access';
import { deployChecks, uncommittedText } from './deploy-checks';
import type { DeployPlan, DeployPlans, RememberedPlan } from './deploy-plan';
import { DeployWizard, type DeployedFolder, type WizardDeps } from './deploy-wizard';
import { findDeployers, readDeployer } from './deployers';
import { domainExposure } from './exposure-choice';
import { resolveExposure } from './exposures';
import { gitHead } from './git-head';
import { imageMaker, type BuildDeps } from './image-maker';
import { findBuildOf, imageText, type ImageSource } from './image-source';
import { runWithProgress, type ProgressDeps } from './run-with-progress';

interface FolderDeps extends ProgressDeps, BuildDeps {
  readonly connector: DeployAccessDeps['connector'] &
    BuildDeps['connector'] &
    Pick<ClusterConnector, 'subnets'>;
  readonly clock: DeployAccessDeps['clock'];
  readonly notifier: Notifier;
  readonly settings: WizardDeps['settings'] & {
    setEnvironment(
      folder: vscode.WorkspaceFolder,
      environment: string,
      keys: Readonly<Record<string, unknown>>,
    ): Promise<void>;
  };
  readonly withSettingsLock: (write: () => Promise<void>) => Promise<void>;
  readonly workspace: WizardDeps['workspace'];
  readonly environments: Pick<Environments, 'namespaceFor'>;
  readonly kustomize: () => Promise<KustomizePort>;
  readonly plans: DeployPlans;
}

/** A kustomization is rendered in a fraction of a second. */
const RENDER_MS = 60_000;
/** The wizard asks instead where the cluster is slow. */
const READ_MS = 5_000;

/** *Deploy…* and *Deploy Again*: brings an image that is built or exists into an environment of a folder. */
export class DeployFolder {
  constructor(private readonly deps: FolderDeps) {}

  /** Asks what is to decide, and deploys. */
  async deploy(): Promise<void> {
    const deployed = await pickDeployed();
    if (deployed) await this.askAndDeploy(deployed);
  }

  /** Deploys with the answers of last time; asks where they no longer fit, or there are none. */
  async deployAgain(): Promise<void> {
    const deployed = await pickDeployed();
    if (!deployed) return;
    const latest = this.deps.plans.latest(deployed.folder.uri.toString());
    const plan = latest && (await this.planAgain(deployed, latest));
    await (plan ? this.run(deployed, plan) : this.askAndDeploy(deployed));
  }

  private async askAndDeploy(deployed: DeployedFolder): Promise<void> {
    const { folder, project, head } = deployed;
    const latest = this.deps.plans.latest(folder.uri.toString());
    const { environments } = readDeploySettings(this.deps.settings.deploy(folder));
    const named = environments.map(({ scope }) => scope).filter((scope) => !scope.includes('*'));
    const known = [...(latest ? [latest.environment] : []), ...named];
    const wizard = new DeployWizard(
      {
        ...this.deps,
        hasPack: () => this.hasPack(),
        readExposure: (environment, cluster) => this.readExposure(deployed, environment, cluster),
        check: ({ environment, cluster, image }) =>
          deployChecks({
            ...{ environment, head, image, clock: this.deps.clock, build: this.deps.build },
            namespace: namespaceOf(project, environment, cluster, this.settingsOf(folder, environment)),
            connect: (signal) => this.deps.connector.connect(cluster, signal),
          }),
      },
      deployed,
      known,
    );
    const answers = await wizard.ask();
    if (!answers) return;
    if (answers.remembers) await this.rememberForEverybody(folder, answers.plan);
    await this.run(deployed, answers.plan);
  }

  private async run(deployed: DeployedFolder, plan: DeployPlan): Promise<void> {
    const { folder, project, head } = deployed;
    const { environment, cluster, image, exposure } = plan;
    if (!(await this.isConfirmed(deployed, plan))) return;
    const settings = this.settingsOf(folder, environment);
    const app = { folder, settings };
    const [deployer, namespace] = await Promise.all([
      readDeployer(plan.deployer, app, this.deps.kustomize, AbortSignal.timeout(RENDER_MS)),
      this.deps.environments.namespaceFor({ project, name: environment }, cluster, settings.namespace),
      this.deps.plans.remember(folder.uri.toString(), plan),
    ]);
    if (namespace === undefined) return;
    const at = { folder: folder.uri.toString(), environment, namespace, cluster };
    const place: DeployPlace = { ...at, project, ...head };
    const makeImage = imageMaker(this.deps, { place, folder, settings }, image);
    const deploy = async (run: Run) => {
      const reached = await resolveExposure(exposure, place, settings, this.deps.connector, run.signal);
      return runDeployment({ ...place, settings, exposure: reached, deployer }, run);
    };
    await runWithProgress(this.deps, place, deploy, makeImage);
  }

  /** Production is confirmed, with what is not committed. */
  private async isConfirmed(
    { project, head }: DeployedFolder,
    { environment, cluster, image }: DeployPlan,
  ): Promise<boolean> {
    if (!isProduction(environment)) return true;
    return this.deps.notifier.confirm({
      question: l10n.t('Deploy {0} to {1} in cluster {2}?', project.name, environment, cluster.name),
      detail: [
        imageText(image),
        commitText(head.commit),
        head.changes > 0 ? uncommittedText(head.changes) : '',
      ].filter((line) => line !== ''),
      agree: l10n.t('Deploy'),
    });
  }

  private async readExposure(
    { folder, project }: DeployedFolder,
    environment: string,
    cluster: ClusterEntry,
  ): Promise<Exposure | undefined> {
    const signal = AbortSignal.timeout(READ_MS);
    const namespace = namespaceOf(project, environment, cluster, this.settingsOf(folder, environment));
    const api = await this.deps.connector.connect(cluster, signal);
    const entries = await readRecord(api, { project, environment, namespace }, signal);
    const latest = entries.find(({ state, deployer }) => state === 'succeeded' && deployer === 'built-in');
    return latest && exposureOf(recordedObjects(latest));
  }

  /** @returns `undefined` where the folder or the clusters no longer fit */
  private async planAgain(
    { folder, project }: DeployedFolder,
    { environment, image, deployer, exposure }: RememberedPlan,
  ): Promise<DeployPlan | undefined> {
    const levels = levelsOf(folder.uri.toString(), this.deps.settings.registries());
    const serving = resolveCluster(environment, levels);
    if (serving.kind !== 'cluster') return undefined;
    const settings = this.settingsOf(folder, environment);
    const [found, deployers] = await Promise.all([
      image.kind === 'existing' ? image : findBuildOf(image.source, folder, settings),
      findDeployers({ folder, settings }, environment, project.name),
    ]);
    const same = deployers.find(({ kind }) => kind === deployer);
    const source: ImageSource | undefined = found;
    const cluster = serving.cluster.entry;
    const reached = exposure.kind === 'domain' ? domainExposure({ project, environment, cluster }) : exposure;
    if (!source || !same || !reached) return undefined;
    return { environment, cluster, image: source, deployer: same, exposure: reached };
  }

  /** Everybody who opens the folder is asked less. */
  private async rememberForEverybody(
    folder: vscode.WorkspaceFolder,
    { environment, deployer, exposure }: DeployPlan,
  ): Promise<void> {
    const keys = {
      deployer: deployer.kind,
      ...(deployer.kind === 'built-in' && { exposure: exposure.kind }),
    };
    await this.deps.withSettingsLock(() => this.deps.settings.setEnvironment(folder, environment, keys));
  }

  private async hasPack(): Promise<boolean> {
    const build = await this.deps.build();
    return build.find('buildpacks', AbortSignal.timeout(READ_MS)).then(
      () => true,
      () => false,
    );
  }

  private settingsOf(folder: vscode.WorkspaceFolder, environment: string): AppSettings {
    return environmentSettings(environment, this.deps.settings.deploy(folder));
  }
}

async function pickDeployed(): Promise<DeployedFolder | undefined> {
  const folder = await requireFolder();
  if (!folder) return undefined;
  const [project, head] = await Promise.all([projectOf(folder), gitHead(folder.uri)]);
  return { folder, project, head };
}

/** Where an environment is, or will be. */
function namespaceOf(
  project: DeployedFolder['project'],
  environment: string,
  cluster: ClusterEntry,
  { namespace }: AppSettings,
): string {
  return namespace ?? environmentNamesIn(cluster, project, environment).namespace;
}
