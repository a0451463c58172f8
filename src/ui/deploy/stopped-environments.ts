import * as vscode from 'vscode';
import { recordedEnvironments } from '../../core/deploy/record';
import { startable, stoppedObjects } from '../../core/deploy/stop';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import type { ClusterConnector } from '../cluster-connector';
import type { EnvironmentsModel } from '../environments/environments-model';
import { projectOf } from '../project';

export interface StoppedDeps {
  readonly connector: Pick<ClusterConnector, 'connect'>;
  readonly model: Pick<EnvironmentsModel, 'look' | 'planned' | 'projects'>;
}

/** Environments of the window's folders that are recorded and of which nothing runs. @throws UserError */
export async function stoppedIn(
  { connector, model }: StoppedDeps,
  signal: AbortSignal,
): Promise<readonly EnvironmentTarget[]> {
  const looking = model.look();
  try {
    await model.planned;
    const places = model.projects.flatMap(({ folder, clusters }) =>
      clusters.map(({ entry }) => ({ folder, cluster: entry })),
    );
    const found = await Promise.allSettled(
      places.map(async ({ folder, cluster }): Promise<readonly EnvironmentTarget[]> => {
        const open = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder));
        if (!open) return [];
        const project = await projectOf(open);
        const api = await connector.connect(cluster, signal);
        const recorded = await recordedEnvironments(api, project, signal);
        const stopped = await Promise.all(
          recorded.map(async ({ environment, namespace, entries }) => {
            if (!startable(entries)) return [];
            const place = { project, environment, namespace, by: '' };
            const running = await stoppedObjects(place, { cluster: api }, signal);
            return running.length === 0
              ? [{ kind: 'environment' as const, folder, cluster, namespace, environment }]
              : [];
          }),
        );
        return stopped.flat();
      }),
    );
    const stopped = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    // A cluster that does not respond does not hide what is stopped in another.
    const failed = found.find((each) => each.status === 'rejected');
    if (stopped.length === 0 && failed) throw failed.reason;
    return stopped;
  } finally {
    looking.dispose();
  }
}
