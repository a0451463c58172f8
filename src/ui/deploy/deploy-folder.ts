import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { runDeployment } from '../../core/deploy/run';
import { readDeploySettings, settingsFor, type AppSettings } from '../../core/deploy/settings';
import type { DeployRequest, Exposure } from '../../core/deploy/request';
import { userError } from '../../core/errors/catalogue';
import { isProduction } from '../../core/environments/is-production';
import { askEnvironment } from '../commands/find-cluster-for-environment';
import type { KustomizePort } from '../../core/ports/deploy-tools';
import type { Environments } from '../commands/environments';
import type { Notifier } from '../notify';
import { pickFolder } from '../pick-folder';
import { projectOf } from '../project';
import { chooseFrom } from '../quick-input';
import type { DeployAccessDeps, DeployPlace } from './deploy-access';
import { gitHead } from './git-head';
import { askImage, imageMaker, imageText, type BuildDeps } from './image-source';
import { deployerText, findDeployers, readDeployer, type DeployerChoice } from './deployers';
import { runWithProgress } from './run-with-progress';

interface FolderDeps extends Omit<DeployAccessDeps, 'connector'>, BuildDeps {
  readonly connector: DeployAccessDeps['connector'] & BuildDeps['connector'];
  readonly clock: DeployAccessDeps['clock'];
  readonly notifier: Notifier;
  readonly settings: { deploy(folder: vscode.WorkspaceFolder): unknown };
  readonly environments: Pick<Environments, 'placeFor'>;
  readonly kustomize: () => Promise<KustomizePort>;
}

/** A kustomization is rendered in a fraction of a second. */
const RENDER_MS = 60_000;

/** *Deploy…*: an image that is built or exists, into an environment of a folder. */
export async function deployFolder(deps: FolderDeps): Promise<void> {
  const picked = await pickFolder();
  if (picked.kind === 'none') throw userError('no-folder');
  if (picked.kind === 'cancelled') return;
  const { folder } = picked;
  const environment = await askEnvironment();
  if (environment === undefined) return;
  const settings = settingsFor(environment, readDeploySettings(deps.settings.deploy(folder)));
  const image = await askImage(folder, settings);
  if (!image) return;
  const project = await projectOf(folder);
  const choice = await askDeployer(await findDeployers({ folder, settings }, environment, project.name));
  if (!choice) return;
  const deployer = await readDeployer(
    choice,
    { folder, settings },
    deps.kustomize,
    AbortSignal.timeout(RENDER_MS),
  );
  const exposure = await askExposure(choice, settings);
  if (!exposure) return;
  const head = await gitHead(folder.uri);
  const found = await deps.environments.placeFor({ project, name: environment }, folder, settings.namespace);
  if (!found) return;
  const place: DeployPlace = { project, environment, ...found, ...head };
  if (!(await isConfirmed(deps.notifier, place, imageText(image)))) return;
  const request: DeployRequest = { ...place, settings, exposure, deployer };
  await runWithProgress(
    deps,
    place,
    (run) => runDeployment(request, run),
    imageMaker(deps, place, image, settings.port),
  );
}

/** Asks only where there is a choice. */
async function askDeployer(found: readonly DeployerChoice[]): Promise<DeployerChoice | undefined> {
  if (found.length === 1) return found[0];
  const items = found.map((deployer) => ({ ...deployerText(deployer), deployer }));
  const title = l10n.t('How should it be deployed?');
  return (await chooseFrom(items, { title, ignoreFocusOut: true }))?.deployer;
}

/** Manifests say it themselves. */
async function askExposure(
  deployer: DeployerChoice,
  { exposure }: AppSettings,
): Promise<Exposure | undefined> {
  const forward: Exposure = { kind: 'forward' };
  if (deployer.kind !== 'built-in' || exposure === 'forward') return forward;
  if (exposure === 'internal' || exposure === 'public') return { kind: exposure, subnets: [] };
  const items: readonly { readonly label: string; readonly detail: string; readonly exposure: Exposure }[] = [
    {
      label: l10n.t('You, Through the Editor'),
      detail: l10n.t('Also everybody else who has access to the cluster.'),
      exposure: forward,
    },
    {
      label: l10n.t('Everything in the VPC'),
      detail: l10n.t('An internal load balancer of its own, which costs by the hour.'),
      exposure: { kind: 'internal', subnets: [] },
    },
    {
      label: l10n.t('The Internet'),
      detail: l10n.t('A public load balancer of its own, which costs by the hour.'),
      exposure: { kind: 'public', subnets: [] },
    },
  ];
  return (await chooseFrom(items, { title: l10n.t('Who should reach it?'), ignoreFocusOut: true }))?.exposure;
}

/** Production is confirmed, with what is not committed. */
async function isConfirmed(notifier: Notifier, place: DeployPlace, image: string): Promise<boolean> {
  const { environment, cluster, commit, project } = place;
  if (!isProduction(environment)) return true;
  const { ref, sha, isDirty } = commit;
  return notifier.confirm({
    question: l10n.t('Deploy {0} to {1} in cluster {2}?', project.name, environment, cluster.name),
    detail: [
      image,
      ...(sha === '' ? [] : [[ref, sha.slice(0, 7)].filter(Boolean).join(' ')]),
      ...(isDirty ? [l10n.t('There are uncommitted changes in the folder.')] : []),
    ],
    agree: l10n.t('Deploy'),
  });
}
