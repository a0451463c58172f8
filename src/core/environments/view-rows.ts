import * as l10n from '@vscode/l10n';
import { toUserError } from '../errors/to-user-error';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import { clusterId, type ClusterEntry } from '../registry/entry';
import { counted } from '../counted';
import { environmentRows, type EnvironmentRow } from './environment-rows';
import type { ServingView } from './project-environments';

/** A workspace folder, and what is known of its environments. */
export interface ProjectView {
  /** URI of the folder. */
  readonly folder: string;
  readonly name: string;
  /** Of its settings. */
  readonly problems: readonly string[];
  readonly clusters: readonly ServingView[];
}

/** The first level of the view: of several folders, each has a row of its own. Empty where a welcome says more. */
export function viewRows(projects: readonly ProjectView[]): readonly EnvironmentRow[] {
  const [only] = projects;
  if (projects.length === 1 && only) return rowsOf(only);
  const rows = projects.map(projectRow);
  return rows.some(({ children }) => children.some(({ kind }) => kind !== 'nothing')) ? rows : [];
}

/** Environments that fail, for the badge. */
export function failingIn(projects: readonly ProjectView[]): number {
  return projects.flatMap(overviewsOf).filter(({ state }) => state.kind === 'failing').length;
}

function projectRow(project: ProjectView): EnvironmentRow {
  const rows = rowsOf(project);
  const label = displayText(project.name, MAX_LENGTH.line);
  const nothing =
    project.clusters.length === 0 ? l10n.t('No cluster serves this folder.') : l10n.t('Nothing is deployed.');
  const children = rows.length > 0 ? rows : [textRow('nothing', `${project.folder}/nothing`, nothing)];
  return {
    ...{ kind: 'project', id: `project:${project.folder}`, label, description: '', tooltip: '', children },
    sentence: l10n.t('Folder {0}: {1}', label, countText(overviewsOf(project).length)),
  };
}

function rowsOf(project: ProjectView): readonly EnvironmentRow[] {
  const { folder, clusters, problems } = project;
  const overviews = overviewsOf(project);
  const running = overviews.filter(({ state }) => state.kind !== 'stopped');
  const stopped = overviews.filter(({ state }) => state.kind === 'stopped');
  return [
    ...problems.map((text): EnvironmentRow => textRow('problem', `${folder}/settings:${text}`, text)),
    ...clusters.flatMap((view) => clusterRows(view, folder)),
    ...environmentRows(running, folder),
    ...(stopped.length > 0 ? [stoppedRow(environmentRows(stopped, folder), stopped.length, folder)] : []),
  ];
}

function stoppedRow(children: readonly EnvironmentRow[], count: number, folder: string): EnvironmentRow {
  const label = `${l10n.t('stopped')}/`;
  return {
    // No environment's name has two slashes at its beginning.
    ...{ kind: 'folder', id: `${folder}//stopped`, label, description: String(count), tooltip: '', children },
    sentence: l10n.t('Stopped: {0}', countText(count)),
  };
}

/** What is wrong in a cluster, if anything. */
function clusterRows(view: ServingView, folder: string): readonly EnvironmentRow[] {
  const { entry } = view;
  const id = `${folder}/cluster:${clusterId(entry)}`;
  switch (view.kind) {
    case 'connecting':
      return [loadingRow(id, entry)];
    case 'failed':
      return [errorRow(id, entry, view.error.message, view.error.remedy)];
    case 'watching': {
      const broken = view.troubles.find(({ kind }) => kind === 'outdated');
      if (broken) {
        const { message, remedy } = toUserError(broken.error);
        return [errorRow(id, entry, `${l10n.t('Not up to date.')} ${message}`, remedy)];
      }
      if (!view.isLoaded) return [loadingRow(id, entry)];
      return refusedRows(view, id);
    }
  }
}

/** Of a namespace with environments, they say so themselves. */
function refusedRows(
  view: ServingView & { readonly kind: 'watching' },
  id: string,
): readonly EnvironmentRow[] {
  const shown = new Set(view.overviews.map(({ group }) => group.namespace));
  const refused = view.troubles.filter(
    ({ kind, namespace }) =>
      kind === 'refused' && (namespace === undefined ? shown.size === 0 : !shown.has(namespace)),
  );
  const places = [...new Set(refused.map(({ namespace }) => namespace))];
  return places.map((namespace) => {
    const resources = refused.filter((each) => each.namespace === namespace).map(({ resource }) => resource);
    const kinds = [...new Set(resources)].join(', ');
    return namespace === undefined
      ? errorRow(
          `${id}:everywhere`,
          view.entry,
          l10n.t('You are not allowed to list {0} in all namespaces of cluster {1}.', kinds, view.entry.name),
          l10n.t('Run EKS: Show Namespace as Environment… to name a namespace.'),
        )
      : errorRow(
          `${id}:namespace:${namespace}`,
          view.entry,
          l10n.t('You are not allowed to list {0} in namespace {1}.', kinds, namespace),
          l10n.t('Ask your cloud team for the verbs list and watch.'),
        );
  });
}

function loadingRow(id: string, { name }: ClusterEntry): EnvironmentRow {
  return textRow('loading', `${id}:loading`, l10n.t('Loading from cluster {0}', name));
}

function errorRow(id: string, entry: ClusterEntry, text: string, remedy: string): EnvironmentRow {
  const line = (value: string) => displayText(value, MAX_LENGTH.line);
  return {
    ...{
      kind: 'error',
      id,
      label: line(l10n.t('Cluster {0}', entry.name)),
      description: line(text),
      children: [],
    },
    tooltip: [text, remedy, l10n.t('Select to try again.')].map((each) => displayText(each)).join('\n'),
    sentence: displayText(`${l10n.t('Cluster {0}: {1}', entry.name, text)} ${remedy}`),
    retry: clusterId(entry),
  };
}

function textRow(kind: EnvironmentRow['kind'], id: string, text: string): EnvironmentRow {
  const label = displayText(text, MAX_LENGTH.line);
  return { kind, id, label, description: '', tooltip: '', sentence: displayText(text), children: [] };
}

function overviewsOf({ clusters }: ProjectView) {
  return clusters.flatMap((view) => (view.kind === 'watching' ? view.overviews : []));
}

function countText(count: number): string {
  return counted(count, { one: l10n.t('1 environment'), many: l10n.t('{0} environments', count) });
}
