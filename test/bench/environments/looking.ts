import type { EnvironmentRow } from '../../../src/core/environments/environment-rows';
import { ProjectEnvironments } from '../../../src/core/environments/project-environments';
import { viewRows } from '../../../src/core/environments/view-rows';
import { createStreams } from '../../../src/kube/streams';
import { createWatches } from '../../../src/kube/watcher';
import { systemClock } from '../../../src/ui/clock';
import { ENTRY } from '../../fakes/entry';
import { connectionsTo } from '../../fakes/network';
import { PROJECT } from './many-objects';
import type { ServerProcess } from './server-process';

/** As the view's model does. */
const COALESCED_MS = 50;

export interface Looking {
  readonly rows: readonly EnvironmentRow[];
  /** Resolves once the rows are so. */
  until(isSo: (rows: readonly EnvironmentRow[]) => boolean): Promise<void>;
  dispose(): void;
}

/** Looks at the environments of a cluster as the view does: all but VS Code's own drawing of the rows. */
export function look({ target }: ServerProcess): Looking {
  const watcher = createWatches(connectionsTo, fail).watcher(target);
  const streams = createStreams(connectionsTo).streams(target);
  let rows: readonly EnvironmentRow[] = [];
  let timer: NodeJS.Timeout | undefined;
  let wake: () => void = () => undefined;
  const environments = new ProjectEnvironments(
    {
      ...{ project: PROJECT, clock: systemClock, report: fail },
      watcher: () => Promise.resolve(watcher),
      streams: () => Promise.resolve(streams),
      changed: () => {
        timer ??= setTimeout(() => {
          timer = undefined;
          rows = viewRows([
            { folder: 'file:///app', name: 'app', problems: [], clusters: environments.views },
          ]);
          wake();
        }, COALESCED_MS);
      },
    },
    [{ entry: ENTRY, named: [] }],
  );
  return {
    get rows() {
      return rows;
    },
    async until(isSo) {
      while (!isSo(rows)) await new Promise<void>((resolve) => (wake = resolve));
    },
    dispose() {
      clearTimeout(timer);
      environments.dispose();
    },
  };
}

/** Rows of environments, in whatever folder of the view they are. */
export function environmentsIn(rows: readonly EnvironmentRow[]): readonly EnvironmentRow[] {
  return rows.flatMap((row) => (row.kind === 'environment' ? [row] : environmentsIn(row.children)));
}

export function isLoading(rows: readonly EnvironmentRow[]): boolean {
  return rows.some(({ kind }) => kind === 'loading');
}

function fail(error: unknown): never {
  throw error;
}
