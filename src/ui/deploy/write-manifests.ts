import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DEFAULT_PORT, exposedPort } from '../../core/build/dockerfile';
import { writtenManifests, type WrittenManifests } from '../../core/deploy/written-manifests';
import { environmentSettings, type AppSettings } from '../../core/deploy/settings';
import type { Project } from '../../core/cluster/environment-names';
import type { Exposure } from '../../core/deploy/request';
import type { ClusterEntry } from '../../core/registry/entry';
import type { ClusterConnector } from '../cluster-connector';
import { runCancellable } from '../run-cancellable';
import { resolveExposure } from './exposures';
import { levelsOf, resolveCluster } from '../../core/registry/resolve-cluster';
import { askEnvironment } from '../commands/find-cluster-for-environment';
import { showDetails } from '../details-document';
import type { Notifier } from '../notify';
import { requireFolder } from '../pick-folder';
import { projectOf } from '../project';
import { chooseFrom, typeText } from '../quick-input';
import type { LeveledRegistry } from '../settings';
import { exposureOfSettings } from './exposure-choice';
import { textOf } from './read-folder';

interface ManifestDeps {
  readonly settings: {
    registries(): readonly LeveledRegistry[];
    deploy(folder: vscode.WorkspaceFolder): unknown;
  };
  readonly connector: Pick<ClusterConnector, 'connect' | 'subnets'>;
  readonly notifier: Notifier;
}

/** Where the manifests deployer looks first. */
const FOLDER = 'k8s';
const FORWARD: Exposure = { kind: 'forward' };

/** *Write Manifests…*: the objects of the built-in deployer become files of the folder, after a preview. */
export async function writeManifests({ settings, connector, notifier }: ManifestDeps): Promise<void> {
  const folder = await requireFolder();
  if (!folder) return;
  const environment = await askEnvironment();
  if (environment === undefined) return;
  const app = environmentSettings(environment, settings.deploy(folder));
  const root = vscode.Uri.joinPath(folder.uri, app.path ?? '');
  const target = await askFolder();
  if (target === undefined) return;
  const serving = resolveCluster(environment, levelsOf(folder.uri.toString(), settings.registries()));
  const project = await projectOf(folder);
  const cluster = serving.kind === 'cluster' ? serving.cluster.entry : undefined;
  const exposure = cluster
    ? await exposureIn({ project, environment, cluster }, app, { connector, notifier })
    : FORWARD;
  if (!exposure) return;
  const written = writtenManifests(
    { project, environment, settings: app, exposure },
    await portOf(root, app),
  );
  const to = vscode.Uri.joinPath(root, target);
  if (!(await isAgreed(written, to, environment))) return;
  for (const { name, text } of written.files)
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(to, name), Buffer.from(text));
  const [first] = written.files;
  if (first) await vscode.window.showTextDocument(vscode.Uri.joinPath(to, first.name));
  notifier.info(
    l10n.t(
      'Manifests of {0} are in {1}. The Secrets {2} are not written: they stay in the cluster.',
      ...[environment, target, written.secrets.join(', ')],
    ),
  );
}

/** As the settings say. @returns `undefined` when the user did not want to wait */
async function exposureIn(
  place: { readonly project: Project; readonly environment: string; readonly cluster: ClusterEntry },
  settings: AppSettings,
  { connector, notifier }: Pick<ManifestDeps, 'connector' | 'notifier'>,
): Promise<Exposure | undefined> {
  const named = exposureOfSettings(settings, place) ?? FORWARD;
  if (named.kind === 'forward') return named;
  const title = l10n.t('Looking up addresses in cluster {0}', place.cluster.name);
  return runCancellable(notifier, title, (signal) =>
    resolveExposure(named, place, settings, connector, signal),
  );
}

async function askFolder(): Promise<string | undefined> {
  const typed = await typeText({
    title: l10n.t('Write Manifests: Folder'),
    prompt: l10n.t('Deploy… finds manifests in k8s, kubernetes, manifests and deploy.'),
    value: FOLDER,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(text.trim())
        ? undefined
        : l10n.t('Enter a path inside the folder.'),
  });
  return typed?.trim();
}

async function portOf(root: vscode.Uri, { port, dockerfile = 'Dockerfile' }: AppSettings): Promise<number> {
  if (port !== undefined) return port;
  const text = await textOf(vscode.Uri.joinPath(root, dockerfile));
  return (text === undefined ? undefined : exposedPort(text)) ?? DEFAULT_PORT;
}

async function isAgreed(
  { files, secrets }: WrittenManifests,
  to: vscode.Uri,
  environment: string,
): Promise<boolean> {
  const present = await Promise.all(
    files.map(async ({ name }) =>
      (await textOf(vscode.Uri.joinPath(to, name))) === undefined ? [] : [name],
    ),
  );
  const replaced = present.flat();
  const text = files.map(({ name, text }) => `# ${name}\n${text}`).join('\n');
  const preview = await showDetails(l10n.t('Manifests (Preview)'), text);
  try {
    const names = files.map(({ name }) => name).join(', ');
    const item = {
      label: replaced.length > 0 ? l10n.t('Replace Files') : l10n.t('Use It'),
      description: vscode.workspace.asRelativePath(to, false),
      detail: [
        replaced.length > 0 ? l10n.t('Replaces {0}.', replaced.join(', ')) : l10n.t('Writes {0}.', names),
        l10n.t('Without the Secrets {0}.', secrets.join(', ')),
      ].join(' '),
    };
    const title = l10n.t('Manifests for {0}', environment);
    return (await chooseFrom([item], { title, ignoreFocusOut: true })) !== undefined;
  } finally {
    await preview.close();
  }
}
