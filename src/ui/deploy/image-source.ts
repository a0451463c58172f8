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
import { chooseFrom, typeText } from '../quick-input';
import type { DeployPlace } from './deploy-access';
import { textOf } from './read-folder';
import { planDockerfiles, writeAfterPreview } from './write-dockerfile';

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
type ImageSource =
  | { readonly kind: 'existing'; readonly reference: string }
  | {
      readonly kind: 'build';
      readonly source: MakeImageRequest['source'];
      readonly port: number | undefined;
    };

/** What Heroku and GitLab's Auto DevOps have apps listen on. */
const DEFAULT_PORT = 5000;
/** A registry's host may have a port, and an image a tag, a digest or both. */
const IMAGE =
  /^(?=.{1,512}$)[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** Built from the folder's Dockerfile, where it has one, or one that exists. @returns `undefined` when the user changed their mind */
export async function askImage(
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
): Promise<ImageSource | undefined> {
  const root = join(folder.uri.fsPath, settings.path ?? '');
  const dockerfile = join(root, settings.dockerfile ?? 'Dockerfile');
  // Container CLIs see the disk of this machine, and ECR is the only registry that is signed in to.
  if (folder.uri.scheme !== 'file' || !isAbsolute(root) || settings.registry !== undefined)
    return askExisting();
  const text = await textOf(vscode.Uri.file(dockerfile));
  const plans = text === undefined ? await planDockerfiles(folder, settings) : [];
  const existing = {
    label: l10n.t('Use an Existing Image'),
    detail: l10n.t('An image that the nodes of the cluster can pull.'),
    make: askExisting,
  };
  const pushed = l10n.t('The image is pushed to Amazon ECR, in the account of the cluster.');
  const source = (port: number | undefined): ImageSource => ({
    kind: 'build',
    source: sourceIn(root, dockerfile, settings),
    port,
  });
  const items: readonly ImageItem[] = [
    ...(text === undefined
      ? []
      : [
          {
            label: l10n.t('Build the Folder’s Dockerfile'),
            detail: pushed,
            make: () => Promise.resolve(source(exposedPort(text))),
          },
        ]),
    ...plans.map((plan) => ({
      label: l10n.t('Write a Dockerfile for {0}…', plan.language),
      detail: pushed,
      make: async () => ((await writeAfterPreview(plan)) ? source(plan.port) : undefined),
    })),
    existing,
  ];
  const title = l10n.t('Deploy: Image');
  const chosen = items.length === 1 ? existing : await chooseFrom(items, { title, ignoreFocusOut: true });
  return chosen?.make();
}

/** An entry of the list, and what it leads to. */
interface ImageItem {
  readonly label: string;
  readonly detail: string;
  readonly make: () => Promise<ImageSource | undefined>;
}

function sourceIn(
  root: string,
  dockerfile: string,
  { target, buildArgs, context = '' }: AppSettings,
): MakeImageRequest['source'] {
  return {
    kind: 'dockerfile',
    dockerfile,
    context: join(root, context),
    ...(target !== undefined && { target }),
    ...(buildArgs && { buildArgs }),
  };
}

async function askExisting(): Promise<ImageSource | undefined> {
  const reference = await typeText({
    title: l10n.t('Deploy: Image'),
    prompt: l10n.t('An image that the nodes of the cluster can pull, best by its digest.'),
    ignoreFocusOut: true,
    validateInput: imageProblem,
  });
  return reference === undefined ? undefined : { kind: 'existing', reference };
}

function imageProblem(text: string): string | undefined {
  const found = IMAGE.exec(text);
  if (!found) return l10n.t('Enter an image such as ghcr.io/example/shop:1.0.');
  const { tag, digest } = found.groups ?? {};
  // Nodes that have pulled `latest` before keep what they have, and a roll-back would not go back.
  return digest === undefined && (tag === undefined || tag === 'latest')
    ? l10n.t('Enter a tag other than latest, or a digest: latest is not the same image tomorrow.')
    : undefined;
}

/** For the question before production is deployed to. */
export function imageText(image: ImageSource): string {
  if (image.kind === 'existing') return image.reference;
  const { source } = image;
  switch (source.kind) {
    case 'dockerfile':
      return l10n.t('An image built from {0}', source.dockerfile);
    case 'buildpacks':
      return l10n.t('An image built with Cloud Native Buildpacks');
  }
}

/** @param port that of the settings, which counts before the Dockerfile's */
export function imageMaker(
  deps: BuildDeps,
  place: DeployPlace,
  image: ImageSource,
  port: number | undefined,
): DeployPorts['makeImage'] {
  if (image.kind === 'build') {
    const { source, port: exposed } = image;
    return buildFrom(deps, place, { source, port: port ?? exposed ?? DEFAULT_PORT });
  }
  const made = { reference: image.reference, port: port ?? DEFAULT_PORT };
  return () => Promise.resolve(made);
}

/** Builds and pushes the image, and shows what the CLI says. */
function buildFrom(
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
