import { isAbsolute, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { exposedPort } from '../../core/build/dockerfile';
import type { AppSettings } from '../../core/deploy/settings';
import type { BuildSource } from '../../core/ports/build';
import { buildChoice } from './build-choice';
import { textOf } from './read-folder';
import { planDockerfiles, writeAfterPreview } from './write-dockerfile';

/** How the image of a deployment is made. */
export type ImageSource = ExistingImage | BuiltImage;

interface ExistingImage {
  readonly kind: 'existing';
  readonly reference: string;
}

export interface BuiltImage {
  readonly kind: 'build';
  readonly source: BuildSource;
  /** Tells this way to build from others of the project, on all machines. */
  readonly recipe: string;
  /** That the Dockerfile exposes. */
  readonly port: number | undefined;
}

/** A registry's host may have a port, and an image a tag, a digest or both. */
const IMAGE =
  /^(?=.{1,512}$)[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;

/** An image that can be built, to choose from. */
export interface BuildChoice {
  readonly label: string;
  /** Writes the Dockerfile first, where there is none. @returns `undefined` when the user changed their mind */
  readonly prepare: () => Promise<BuiltImage | undefined>;
}

/**
 * @param hasPack whether Cloud Native Buildpacks can be used here
 * @returns the ways to build the folder, preferred first; none where it cannot be built here
 */
export async function findBuilds(
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
  hasPack: () => Promise<boolean>,
): Promise<readonly BuildChoice[]> {
  if (!canBuild(folder)) return [];
  const build = await findBuildSource(folder, settings);
  const prefersPack = buildChoice().tool === 'pack';
  const packs: readonly BuildChoice[] =
    (!build || prefersPack) && (await hasPack())
      ? [
          {
            label: l10n.t('Build with Cloud Native Buildpacks'),
            prepare: () => findBuildpacks(folder, settings),
          },
        ]
      : [];
  const found: readonly BuildChoice[] = build
    ? [{ label: l10n.t('Build the Folder’s Dockerfile'), prepare: () => Promise.resolve(build) }]
    : (await planDockerfiles(folder, settings)).map((plan) => ({
        label: l10n.t('Write a Dockerfile for {0}…', plan.language),
        prepare: async () =>
          (await writeAfterPreview(plan)) ? findBuildSource(folder, settings) : undefined,
      }));
  return prefersPack ? [...packs, ...found] : [...found, ...packs];
}

/** How a folder is built again, of the kind that it was built with. */
export function findBuildOf(
  kind: BuildSource['kind'],
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
): Promise<BuiltImage | undefined> {
  switch (kind) {
    case 'dockerfile':
      return findBuildSource(folder, settings);
    case 'buildpacks':
      return findBuildpacks(folder, settings);
  }
}

/** Buildpacks have apps listen where `PORT` says. */
function findBuildpacks(
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
): Promise<BuiltImage | undefined> {
  if (!canBuild(folder)) return Promise.resolve(undefined);
  const { path = '', context = '', buildArgs } = settings;
  return Promise.resolve({
    kind: 'build',
    recipe: JSON.stringify(['buildpacks', path, context, buildArgs]),
    source: {
      kind: 'buildpacks',
      context: join(folder.uri.fsPath, path, context),
      ...(buildArgs && { buildArgs }),
    },
    port: undefined,
  });
}

/** @returns how the folder's Dockerfile is built; `undefined` where there is none, or where it cannot be built */
export async function findBuildSource(
  folder: vscode.WorkspaceFolder,
  settings: AppSettings,
): Promise<BuiltImage | undefined> {
  const root = join(folder.uri.fsPath, settings.path ?? '');
  const dockerfile = join(root, settings.dockerfile ?? 'Dockerfile');
  if (!canBuild(folder)) return undefined;
  const text = await textOf(vscode.Uri.file(dockerfile));
  if (text === undefined) return undefined;
  const { target, buildArgs, buildSecrets, context = '' } = settings;
  return {
    kind: 'build',
    recipe: JSON.stringify([settings.path, settings.dockerfile, context, target, buildArgs]),
    source: {
      kind: 'dockerfile',
      dockerfile,
      context: join(root, context),
      ...(target !== undefined && { target }),
      ...(buildArgs && { buildArgs }),
      ...(buildSecrets && { secrets: buildSecrets }),
    },
    port: exposedPort(text),
  };
}

/** Container CLIs see the disk of this machine. */
function canBuild({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === 'file' && isAbsolute(uri.fsPath);
}

/** @returns why this is not an image to deploy */
export function imageProblem(text: string): string | undefined {
  const found = IMAGE.exec(text);
  if (!found) return l10n.t('Enter an image such as ghcr.io/example/shop:1.0.');
  const { tag, digest } = found.groups ?? {};
  // Nodes that have pulled `latest` before keep what they have, and a roll-back would not go back.
  return digest === undefined && (tag === undefined || tag === 'latest')
    ? l10n.t('Enter a tag other than latest, or a digest: latest is not the same image tomorrow.')
    : undefined;
}

/** For a summary. Paths are relative to the workspace folder. */
export function imageText(image: ImageSource): string {
  if (image.kind === 'existing') return image.reference;
  const { source } = image;
  switch (source.kind) {
    case 'dockerfile':
      return l10n.t('Built from {0}', vscode.workspace.asRelativePath(source.dockerfile, false));
    case 'buildpacks':
      return l10n.t('Built with Cloud Native Buildpacks');
  }
}
