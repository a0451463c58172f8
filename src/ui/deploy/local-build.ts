import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { environmentSlug } from '../../core/cluster/environment-names';
import { readDeploySettings, settingsFor } from '../../core/deploy/settings';
import { buildError } from '../../core/build/errors';
import type { BuildPort } from '../../core/ports/build';
import type { BuildSecrets } from './build-secrets';
import { TASK_TYPE, taskOf, type TerminalWork } from './build-task';
import { findBuildSource } from './image-source';
import type { BuildProblems } from './problems-view';
import { withProblems } from './shown-build';

interface LocalBuildDeps {
  readonly settings: { deploy(folder: vscode.WorkspaceFolder): unknown };
  readonly build: () => Promise<BuildPort>;
  readonly secrets: BuildSecrets;
  readonly problems: BuildProblems;
}

/** What OCI calls the processors of Node.js's names. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** Tasks of the type `eks`: the build of each folder that has a Dockerfile, on this machine. */
export class LocalBuilds implements vscode.TaskProvider {
  constructor(private readonly deps: LocalBuildDeps) {}

  async provideTasks(): Promise<vscode.Task[]> {
    if (!vscode.workspace.isTrusted) return [];
    const found = await Promise.all(
      (vscode.workspace.workspaceFolders ?? []).map(async (folder) =>
        (await this.sourceIn(folder, '')) ? this.task(folder, { type: TASK_TYPE, task: 'build' }) : undefined,
      ),
    );
    return found.filter((task) => task !== undefined);
  }

  /** Of `tasks.json`. */
  resolveTask({ definition, scope }: vscode.Task): vscode.Task | undefined {
    if (!vscode.workspace.isTrusted || definition.task !== 'build' || typeof scope !== 'object')
      return undefined;
    return this.task(scope, definition);
  }

  private task(folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition): vscode.Task {
    const environment = typeof definition.environment === 'string' ? definition.environment : '';
    const place = { folder, name: l10n.t('build'), definition };
    return taskOf(place, (output, signal) => this.build(folder, environment, output, signal));
  }

  private async build(
    folder: vscode.WorkspaceFolder,
    environment: string,
    ...[output, signal]: Parameters<TerminalWork>
  ): Promise<void> {
    const found = await this.sourceIn(folder, environment);
    if (!found) throw buildError('dockerfile-missing');
    const { source } = found;
    const port = await this.deps.build();
    const names = source.kind === 'dockerfile' ? (source.secrets ?? []) : [];
    const [tool, secrets] = await Promise.all([
      port.find(source.kind, signal),
      this.deps.secrets.read(folder, names),
    ]);
    const request = {
      ...{ source, secrets, labels: {} },
      architecture: ARCHITECTURES[process.arch] ?? process.arch,
      reference: `localhost/${environmentSlug(folder.name)}:dev`,
    };
    const work = withProblems(source, this.deps.problems, (write, ended) =>
      this.deps.secrets.during(folder, secrets, () => port.build(tool, request, write, ended)),
    );
    await work(output, signal);
  }

  private sourceIn(folder: vscode.WorkspaceFolder, environment: string) {
    const settings = readDeploySettings(this.deps.settings.deploy(folder));
    return findBuildSource(folder, environment === '' ? settings.app : settingsFor(environment, settings));
  }
}
