import { isAbsolute, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { exposedPort } from '../../core/build/dockerfile';
import { makeImage, type MakeImageRequest } from '../../core/deploy/make-image';
import type { DeployPorts } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import { userError } from '../../core/errors/catalogue';
import type { BuildPort } from '../../core/ports/build';
import type { Clock } from '../../core/ports/clock';
import type { ImageRegistryPort, RegistryLoginPort } from '../../core/ports/image-registry';
import type { KubernetesApi } from '../../core/ports/kubernetes';
import { isAttached, type ClusterEntry, type EksEntry } from '../../core/registry/entry';
import { chooseFrom } from '../quick-input';
import type { DeployPlace } from './deploy-access';

export interface BuildDeps {
  readonly build: () => Promise<BuildPort>;
  readonly logins: RegistryLoginPort;
  readonly installation: () => Promise<string>;
  readonly connector: {
    images(cluster: EksEntry): Promise<ImageRegistryPort>;
    connect(cluster: ClusterEntry, signal: AbortSignal): Promise<KubernetesApi>;
  };
  readonly clock: Pick<Clock, 'now'>;
  /** Where the CLI's output is shown. */
  readonly output: () => Pick<vscode.OutputChannel, 'append' | 'show'>;
}

/** How the image of a deployment is made. */
export type ImageSource =
  | { readonly kind: 'existing' }
  | {
      readonly kind: 'build';
      readonly source: MakeImageRequest['source'];
      readonly port: number | undefined;
    };

/** Asks only where the folder has a Dockerfile. @returns `undefined` when the user changed their mind */
export async function askImageSource(
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
): Promise<ImageSource | undefined> {
  const existing: ImageSource = { kind: 'existing' };
  const root = join(folder.uri.fsPath, settings.path ?? '');
  const dockerfile = join(root, settings.dockerfile ?? 'Dockerfile');
  // Container CLIs see the disk of this machine, and ECR is the only registry that is signed in to.
  if (folder.uri.scheme !== 'file' || !isAbsolute(root) || settings.registry !== undefined) return existing;
  const text = await readText(dockerfile);
  if (text === undefined) return existing;
  const { target, buildArgs, context = '' } = settings;
  const build: ImageSource = {
    kind: 'build',
    source: {
      dockerfile,
      context: join(root, context),
      ...(target !== undefined && { target }),
      ...(buildArgs && { buildArgs }),
    },
    port: exposedPort(text),
  };
  const items: readonly { readonly label: string; readonly detail: string; readonly source: ImageSource }[] =
    [
      {
        label: l10n.t('Build the Folder’s Dockerfile'),
        detail: l10n.t('The image is pushed to Amazon ECR, in the account of the cluster.'),
        source: build,
      },
      {
        label: l10n.t('Use an Existing Image'),
        detail: l10n.t('An image that the nodes of the cluster can pull.'),
        source: existing,
      },
    ];
  const title = l10n.t('Deploy: Image');
  return (await chooseFrom(items, { title, ignoreFocusOut: true }))?.source;
}

/** Builds and pushes the image, and shows what the CLI says. */
export function buildFrom(
  deps: BuildDeps,
  place: DeployPlace,
  { source, port }: { readonly source: MakeImageRequest['source']; readonly port: number },
): DeployPorts['makeImage'] {
  return async (enter, signal) => {
    const { cluster } = place;
    if (isAttached(cluster)) throw userError('cluster-not-of-eks', { name: cluster.name });
    const output = deps.output();
    output.show(true);
    const [build, registry, api, installation] = await Promise.all([
      deps.build(),
      deps.connector.images(cluster),
      deps.connector.connect(cluster, signal),
      deps.installation(),
    ]);
    return makeImage(
      { ...place, installation, port, source },
      {
        ...{ build, registry, logins: deps.logins, cluster: api, clock: deps.clock },
        output: (text) => output.append(text),
      },
      enter,
      signal,
    );
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.file(path))).toString();
  } catch {
    return undefined;
  }
}
