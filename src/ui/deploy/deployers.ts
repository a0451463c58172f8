import { posix } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { deployError } from '../../core/deploy/errors';
import {
  DEPLOYER_DEPTH,
  recognizeDeployers,
  valuesOf,
  type FoundDeployer,
} from '../../core/deploy/recognize-deployers';
import type { Deployer } from '../../core/deploy/request';
import type { AppSettings } from '../../core/deploy/settings';
import type { KustomizePort } from '../../core/ports/deploy-tools';
import { foundManifests } from './found-manifests';
import { listFiles } from './list-files';

/** What a folder can be deployed with. */
export type DeployerChoice =
  FoundDeployer | { readonly kind: 'manifests'; readonly folder: string } | { readonly kind: 'built-in' };

/** Where an app is in its folder. */
interface AppFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly settings: AppSettings;
}

/** A folder with more is known by the upper ones. */
const MAX_FILES = 5_000;

/**
 * What a folder can be deployed with to an environment, preferred first. The built-in deployer comes last.
 * @param app what the project is called
 * @throws UserError `deployer-missing` where the settings name what the folder does not have
 */
export async function findDeployers(
  { folder, settings }: AppFolder,
  environment: string,
  app: string,
): Promise<readonly DeployerChoice[]> {
  const builtIn: DeployerChoice = { kind: 'built-in' };
  if (settings.deployer === 'built-in') return [builtIn];
  const root = rootOf(folder, settings);
  const [files, manifests] = await Promise.all([
    listFiles(root, { depth: DEPLOYER_DEPTH, most: MAX_FILES }),
    foundManifests(root),
  ]);
  const all: readonly DeployerChoice[] = [
    ...withSettings(recognizeDeployers(files, environment, app), files, settings, environment),
    ...(manifests.documents.length > 0 ? [{ kind: 'manifests' as const, folder: manifests.folder }] : []),
  ];
  if (settings.deployer === undefined) return [...all, builtIn];
  const named = all.filter(({ kind }) => kind === settings.deployer);
  if (named.length === 0) throw deployError('deployer-missing', { deployer: settings.deployer });
  return named;
}

/** The chart and the values files that the settings name, in place of what was found. */
function withSettings(
  found: readonly FoundDeployer[],
  files: readonly string[],
  { chart, values }: AppSettings,
  environment: string,
): readonly FoundDeployer[] {
  const ofValues = (own: FoundDeployer) => (own.kind === 'helm' && values ? { ...own, values } : own);
  if (chart === undefined) return found.map(ofValues);
  const folder = posix.normalize(chart).replace(/\/$/, '');
  const known = valuesOf(folder, environment).filter((file) => files.includes(file));
  const named: FoundDeployer = { kind: 'helm', chart: folder, values: known };
  return [named, ...found.filter(({ kind }) => kind !== 'helm')].map(ofValues);
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
    case 'helm': {
      const chart = vscode.Uri.joinPath(root, choice.chart);
      if (!(await exists(vscode.Uri.joinPath(chart, 'Chart.yaml'))))
        throw deployError('deployer-missing', { deployer: choice.kind });
      const valuesFiles = choice.values.map((file) => vscode.Uri.joinPath(root, file).fsPath);
      const defaults = await textOrNothing(vscode.Uri.joinPath(chart, 'values.yaml'));
      return { kind: choice.kind, chart: chart.fsPath, defaults, valuesFiles };
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
    case 'helm':
      return {
        label: l10n.t('The Folder’s Helm Chart'),
        description: [choice.chart || '.', ...choice.values].join(' · '),
      };
    case 'kustomize':
      return { label: l10n.t('The Folder’s Kustomization'), description: choice.folder || '.' };
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

async function textOrNothing(file: vscode.Uri): Promise<string> {
  return (await exists(file)) ? Buffer.from(await vscode.workspace.fs.readFile(file)).toString() : '';
}

function rootOf(folder: vscode.WorkspaceFolder, { path = '' }: AppSettings): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, path);
}
