import * as l10n from '@vscode/l10n';
import { environmentProblem } from '../../core/registry/environment-scope';
import { levelsOf, resolveCluster, type LeveledCluster } from '../../core/registry/resolve-cluster';
import { levelLabel } from '../levels';
import { disabledFirstText, warnNoCluster, type ResolutionDeps } from './no-cluster-found';
import type { LeveledRegistry } from '../settings';
import { pickFolder } from '../pick-folder';
import { typeText } from '../quick-input';

/** *Find Cluster for Environment…*: answers for a folder, and shows the cluster. */
export async function findClusterForEnvironment(
  deps: ResolutionDeps & {
    readonly settings: { registries(): readonly LeveledRegistry[] };
    readonly reveal: (cluster: LeveledCluster) => Promise<void>;
  },
): Promise<void> {
  const picked = await pickFolder();
  if (picked.kind === 'cancelled') return;
  const folder = picked.kind === 'folder' ? picked.folder.uri.toString() : undefined;
  const environment = await askEnvironment();
  if (environment === undefined) return;
  const levels = levelsOf(folder, deps.settings.registries());
  const serving = resolveCluster(environment, levels);
  switch (serving.kind) {
    case 'none':
      warnNoCluster(environment, levels, deps);
      return;
    case 'ambiguous': {
      const names = serving.clusters.map(({ entry }) => `${entry.name} (${entry.environmentScope})`);
      deps.notifier.warning(
        l10n.t(
          'The environment {0} could be served by {1}, because their scopes match it equally well. Change one of the scopes.',
          environment,
          names.join(', '),
        ),
      );
      return;
    }
    case 'cluster': {
      const { entry, level } = serving.cluster;
      await deps.reveal(serving.cluster);
      const served = l10n.t(
        'The environment {0} is served by {1} (scope {2}, configured in {3}).',
        ...[environment, entry.name, entry.environmentScope, levelLabel(level)],
      );
      const first = disabledFirstText(environment, levels);
      deps.notifier.info(first === undefined ? served : `${served} ${first}`);
    }
  }
}

export async function askEnvironment(): Promise<string | undefined> {
  const name = await typeText({
    title: l10n.t('Environment'),
    prompt: l10n.t('For example, production or review/my-branch.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? undefined : environmentProblem(text.trim())),
  });
  return name?.trim() || undefined;
}
