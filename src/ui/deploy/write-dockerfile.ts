import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { dockerfilesFor } from '../../core/build/detect-language';
import { buildError } from '../../core/build/errors';
import { dockerignoreFor, type WrittenDockerfile } from '../../core/build/written-dockerfile';
import { readDeploySettings } from '../../core/deploy/settings';
import { showDetails } from '../details-document';
import { requireFolder } from '../pick-folder';
import { chooseFrom } from '../quick-input';
import { readFolder, textOf } from './read-folder';

/** What is written, and where. */
export interface DockerfilePlan extends WrittenDockerfile {
  readonly file: vscode.Uri;
  /** Absent where the folder has one. */
  readonly dockerignore?: vscode.Uri;
}

/** Settings that say where a Dockerfile is. */
interface Places {
  readonly path?: string | undefined;
  readonly dockerfile?: string | undefined;
  readonly context?: string | undefined;
}

/** A Dockerfile for each language of a folder, the likeliest first. Its caller has made sure that there is none. */
export async function planDockerfiles(
  folder: vscode.WorkspaceFolder,
  { path = '', dockerfile = 'Dockerfile', context = '' }: Places,
): Promise<readonly DockerfilePlan[]> {
  const root = vscode.Uri.joinPath(folder.uri, path);
  const file = vscode.Uri.joinPath(root, dockerfile);
  const built = vscode.Uri.joinPath(root, context);
  const ignore = vscode.Uri.joinPath(built, '.dockerignore');
  const dockerignore = (await textOf(ignore)) === undefined ? ignore : undefined;
  const written = dockerfilesFor(await readFolder(built));
  return written.map((each) => ({ ...each, file, ...(dockerignore && { dockerignore }) }));
}

/** *Write Dockerfile…* @throws UserError `no-folder`, `dockerfile-exists`, `language-unknown` */
export async function writeDockerfile(settings: {
  deploy(folder: vscode.WorkspaceFolder): unknown;
}): Promise<void> {
  const folder = await requireFolder();
  if (!folder) return;
  const { app } = readDeploySettings(settings.deploy(folder));
  const { path = '', dockerfile = 'Dockerfile' } = app;
  const file = vscode.Uri.joinPath(folder.uri, path, dockerfile);
  if ((await textOf(file)) !== undefined)
    throw buildError('dockerfile-exists', { file: vscode.workspace.asRelativePath(file, false) });
  const plans = await planDockerfiles(folder, app);
  const [only] = plans;
  if (!only) throw buildError('language-unknown');
  const title = l10n.t('Write Dockerfile');
  const items = plans.map((plan) => ({ label: plan.language, plan }));
  const plan = plans.length === 1 ? only : (await chooseFrom(items, { title }))?.plan;
  if (plan && (await writeAfterPreview(plan))) await vscode.window.showTextDocument(plan.file);
}

/** Shows what would be written, and writes it when the user agrees. @returns whether it was written */
export async function writeAfterPreview({
  file,
  dockerignore,
  ...written
}: DockerfilePlan): Promise<boolean> {
  const preview = await showDetails(l10n.t('Dockerfile (Preview)'), written.text);
  try {
    const items = [
      {
        label: l10n.t('Use It'),
        detail: dockerignore
          ? l10n.t('Writes Dockerfile and .dockerignore into the folder.')
          : l10n.t('Writes Dockerfile into the folder.'),
      },
    ];
    const title = l10n.t('Dockerfile for {0}', written.language);
    if (!(await chooseFrom(items, { title, ignoreFocusOut: true }))) return false;
    await vscode.workspace.fs.writeFile(file, Buffer.from(written.text));
    if (dockerignore)
      await vscode.workspace.fs.writeFile(dockerignore, Buffer.from(dockerignoreFor(written)));
    return true;
  } finally {
    await preview.close();
  }
}
