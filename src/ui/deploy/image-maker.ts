import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { DEFAULT_PORT } from '../../core/build/dockerfile';
import {
  otherDestination,
  privateDestination,
  type ImageDestination,
} from '../../core/deploy/image-destination';
import { makeImage } from '../../core/deploy/make-image';
import type { DeployPorts } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import { isProduction } from '../../core/environments/is-production';
import { userError } from '../../core/errors/catalogue';
import type { BuildPort } from '../../core/ports/build';
import type { Clock } from '../../core/ports/clock';
import type { ImageRegistryPort, RegistryLoginPort } from '../../core/ports/image-registry';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import { isAttached, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import type { Notifier } from '../notify';
import type { BuildSecrets } from './build-secrets';
import { TASK_TYPE } from './build-task';
import type { DeployPlace } from './deploy-access';
import type { BuiltImage, ImageSource } from './image-source';
import type { BuildProblems } from './problems-view';
import { showBuild } from './shown-build';
import { testFolder } from './test-task';

export interface BuildDeps {
  readonly build: () => Promise<BuildPort>;
  readonly logins: RegistryLoginPort;
  readonly installation: () => Promise<string>;
  readonly connector: {
    images(cluster: EksEntry): Promise<ImageRegistryPort>;
    connect(cluster: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi>;
  };
  readonly clock: Pick<Clock, 'now'>;
  readonly notifier: Pick<Notifier, 'confirm'>;
  readonly problems: BuildProblems;
  readonly secrets: BuildSecrets;
}

/** Whose image is made. */
interface AppPlace {
  readonly place: DeployPlace;
  readonly folder: vscode.WorkspaceFolder;
  /** Its port counts before the Dockerfile's. */
  readonly settings: Pick<AppSettings, 'port' | 'registry' | 'test'>;
}

export function imageMaker(deps: BuildDeps, app: AppPlace, image: ImageSource): DeployPorts['makeImage'] {
  if (image.kind === 'build') return buildFrom(deps, app, image);
  const made = { reference: image.reference, port: app.settings.port ?? DEFAULT_PORT };
  return () => Promise.resolve(made);
}

/** Tests, builds and pushes the image, and shows what the CLIs say. */
function buildFrom(
  deps: BuildDeps,
  { place, folder, settings }: AppPlace,
  { source, recipe, port }: BuiltImage,
): DeployPorts['makeImage'] {
  return async (enter, earlier, signal) => {
    const { cluster, environment } = place;
    const [build, destination, api] = await Promise.all([
      deps.build(),
      destinationOf(deps, place, settings.registry),
      deps.connector.connect(cluster, signal),
    ]);
    const task = {
      folder,
      name: l10n.t('deploy to {0}', environment),
      definition: { type: TASK_TYPE, task: 'deploy', environment },
    };
    const tested = { folder, test: settings.test, isProduction: isProduction(environment) };
    return makeImage(
      {
        ...{ ...place, source, recipe, earlier },
        port: settings.port ?? port ?? DEFAULT_PORT,
      },
      {
        ...{ destination, cluster: api, clock: deps.clock },
        build: {
          ...build,
          build: (tool, request, output, shown) =>
            deps.secrets.during(folder, request.secrets, () => build.build(tool, request, output, shown)),
        },
        test: (begin, ended) => testFolder(tested, deps.notifier, begin, ended),
        secrets: () => deps.secrets.read(folder, source.kind === 'dockerfile' ? (source.secrets ?? []) : []),
        show: showBuild(task, source, deps.problems),
      },
      enter,
      signal,
    );
  };
}

/** @param registry that of the settings; without it, Amazon ECR of the cluster's account */
async function destinationOf(
  deps: BuildDeps,
  { project, cluster }: DeployPlace,
  registry: string | undefined,
): Promise<ImageDestination> {
  if (registry !== undefined) return otherDestination(registry, project);
  if (isAttached(cluster)) throw userError('cluster-not-of-eks', { name: cluster.name });
  const [ecr, installation] = await Promise.all([deps.connector.images(cluster), deps.installation()]);
  return privateDestination(ecr, deps.logins, project, installation);
}
