import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { deployError } from '../../core/deploy/errors';
import {
  DEPLOYER_DEPTH,
  DEPLOYER_FILES,
  recognizeDeployers,
  type FoundDeployer,
} from '../../core/deploy/recognize-deployers';
import type { Deployer } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import type { KustomizePort } from '../../core/ports/deploy-tools';
import { foundManifests } from './found-manifests';

/** What a folder can be deployed with. */
export type DeployerChoice =
  FoundDeployer | { readonly kind: 'manifests'; readonly folder: string } | { readonly kind: 'built-in' };

/** Where an app is in its folder. */
interface AppFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly settings: AppSettings;
}

const MAX_FILES = 200;
const NOT_IN = '**/{node_modules,vendor,.git}/**';

/**
 * What a folder can be deployed with to an environment, preferred first. The built-in deployer comes last.
 * @throws UserError `deployer-missing` where the settings name what the folder does not have
 */
export async function findDeployers(
  { folder, settings }: AppFolder,
  environment: string,
): Promise<readonly DeployerChoice[]> {
  const builtIn: DeployerChoice = { kind: 'built-in' };
  if (settings.deployer === 'built-in') return [builtIn];
  const root = rootOf(folder, settings);
  const [files, manifests] = await Promise.all([deployerFiles(root), foundManifests(root)]);
  const found: readonly DeployerChoice[] = [
    ...recognizeDeployers(files, environment),
    ...(manifests.documents.length > 0 ? [{ kind: 'manifests' as const, folder: manifests.folder }] : []),
  ];
  if (settings.deployer === undefined) return [...found, builtIn];
  const named = found.filter(({ kind }) => kind === settings.deployer);
  if (named.length === 0) throw deployError('deployer-missing', { deployer: settings.deployer });
  return named;
}

/**
 * Reads what is deployed.
 * @throws UserError `deployer-missing` where it has gone since it was found; `kubectl-missing`, `kustomize-failed`
 */
export async function readDeployer(
  choice: DeployerChoice,
  { folder, settings }: AppFolder,
  kustomize: () => Promise<KustomizePort>,
  signal: AbortSignal,
): Promise<Deployer> {
  const root = rootOf(folder, settings);
  switch (choice.kind) {
    case 'built-in':
      return choice;
    case 'manifests': {
      const { documents } = await foundManifests(root);
      if (documents.length === 0) throw deployError('deployer-missing', { deployer: choice.kind });
      return { kind: choice.kind, documents };
    }
    case 'kustomize': {
      const path = vscode.Uri.joinPath(root, choice.folder).fsPath;
      return { kind: choice.kind, documents: [await (await kustomize()).render(path, signal)] };
    }
  }
}

/** For a list. */
export function deployerText(choice: DeployerChoice): {
  readonly label: string;
  readonly description: string;
} {
  switch (choice.kind) {
    case 'built-in':
      return { label: l10n.t('Generated Objects'), description: l10n.t('Deployment and Service') };
    case 'manifests':
      return { label: l10n.t('The Folder’s Manifests'), description: choice.folder };
    case 'kustomize':
      return { label: l10n.t('The Folder’s Kustomization'), description: choice.folder || '.' };
  }
}

function rootOf(folder: vscode.WorkspaceFolder, { path = '' }: AppSettings): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Relative to the root. */
async function deployerFiles(root: vscode.Uri): Promise<readonly string[]> {
  const names = `{${DEPLOYER_FILES.join(',')}}`;
  const depths = Array.from({ length: DEPLOYER_DEPTH + 1 }, (_, depth) => '*/'.repeat(depth) + names);
  const found = await Promise.all(
    depths.map((glob) =>
      vscode.workspace.findFiles(new vscode.RelativePattern(root, glob), NOT_IN, MAX_FILES),
    ),
  );
  return found.flat().map(({ path }) => posix.relative(root.path, path));
}
