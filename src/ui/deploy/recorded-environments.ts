import * as vscode from 'vscode';
import { recordedEnvironments } from '../../core/deploy/record';
import { stoppedObjects } from '../../core/deploy/stop';
import type { EnvironmentTarget } from '../../core/environments/environment-target';
import type { ClusterConnector } from '../cluster-connector';
import type { EnvironmentsModel } from '../environments/environments-model';
import { projectOf } from '../project';

export interface RecordedDeps {
  readonly connector: Pick<ClusterConnector, 'connect'>;
  readonly model: Pick<EnvironmentsModel, 'look' | 'planned' | 'projects'>;
}

interface RecordedTarget {
  readonly target: EnvironmentTarget;
  readonly isRunning: boolean;
}

/** Environments of the window's folders that are recorded, running or not. @throws UserError */
export async function recordedIn(
  { connector, model }: RecordedDeps,
  signal: AbortSignal,
): Promise<readonly RecordedTarget[]> {
  const looking = model.look();
  try {
    await model.planned;
    const places = model.projects.flatMap(({ folder, clusters }) =>
      clusters.map(({ entry }) => ({ folder, cluster: entry })),
    );
    const found = await Promise.allSettled(
      places.map(async ({ folder, cluster }): Promise<readonly RecordedTarget[]> => {
        const open = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder));
        if (!open) return [];
        const project = await projectOf(open);
        const api = await connector.connect(cluster, signal);
        const recorded = await recordedEnvironments(api, project, signal);
        return Promise.all(
          recorded.map(async ({ environment, namespace }) => {
            const place = { project, environment, namespace, by: '' };
            const running = await stoppedObjects(place, { cluster: api }, signal);
            const target = { kind: 'environment' as const, folder, cluster, namespace, environment };
            return { target, isRunning: running.length > 0 };
          }),
        );
      }),
    );
    const recorded = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    // A cluster that does not respond does not hide what is recorded in another.
    const failed = found.find((each) => each.status === 'rejected');
    if (recorded.length === 0 && failed) throw failed.reason;
    return recorded;
  } finally {
    looking.dispose();
  }
}
