import * as l10n from '@vscode/l10n';
import { counted } from '../counted';
import { MAX_LENGTH, displayText } from '../foreign/shown-text';
import { clusterId, type ClusterEntry } from '../registry/entry';
import type { Address } from './addresses/address';
import { folderOf } from './grouping/group';
import type { Pod } from './objects/pod';
import {
  targetOf,
  type EnvironmentPlace,
  type EnvironmentTarget,
  type LocatedOverview,
} from './environment-target';
import type { AppOverview } from './overview';
import { isRestartable, isScalable, type Workload } from './objects/workload';
import { podText } from './pod-text';
import type { EnvironmentState } from './state';
import { stateSentence, stateText } from './state-text';

/** A row of the view *Environments*, ready to be drawn. Its ID survives refreshes; every text is safe to be shown. */
export interface EnvironmentRow {
  readonly kind:
    | 'project'
    | 'folder'
    | 'environment'
    | 'address'
    | 'failure'
    | 'app'
    | 'pod'
    | 'problem'
    | 'error'
    | 'loading'
    | 'nothing';
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Lines. */
  readonly tooltip: string;
  /** For screen readers: all of it in a sentence. */
  readonly sentence: string;
  /** For its icon; of rows that have one. */
  readonly state?: EnvironmentState['kind'];
  /** What commands act on. */
  readonly target?: EnvironmentTarget;
  /** What can be done with it, for menus. */
  readonly flags?: readonly Flag[];
  /** Of an error: the ID of the cluster that is asked again. */
  readonly retry?: string;
  readonly children: readonly EnvironmentRow[];
}

type Flag = 'restartable' | 'scalable' | 'reachable';

/**
 * The rows of a project's environments: those of a folder such as `review` under a row of their own, after the others.
 * @param parent URI of its workspace folder, with which the IDs begin
 */
export function environmentRows(
  overviews: readonly LocatedOverview[],
  parent: string,
): readonly EnvironmentRow[] {
  const rows: EnvironmentRow[] = [];
  const folders = new Map<string, EnvironmentRow[]>();
  for (const overview of overviews.toSorted((a, b) => (a.group.name < b.group.name ? -1 : 1))) {
    const { folder } = folderOf(overview.group.name);
    if (folder === '') rows.push(environmentRow(overview, parent));
    else folders.set(folder, [...(folders.get(folder) ?? []), environmentRow(overview, parent)]);
  }
  return [...rows, ...[...folders].map(([folder, children]) => folderRow(folder, children, parent))];
}

function folderRow(folder: string, children: readonly EnvironmentRow[], parent: string): EnvironmentRow {
  const label = `${displayText(folder, MAX_LENGTH.line)}/`;
  const failing = children.filter(({ state }) => state === 'failing').length;
  const environments = counted(children.length, {
    one: l10n.t('1 environment'),
    many: l10n.t('{0} environments', children.length),
  });
  const sentence =
    failing > 0
      ? l10n.t('{0}: {1}, {2} failing', label, environments, failing)
      : l10n.t('{0}: {1}', label, environments);
  return {
    kind: 'folder',
    id: `${parent}/${folder}/`,
    label,
    description: '',
    tooltip: '',
    sentence,
    children,
  };
}

function environmentRow(overview: LocatedOverview, parent: string): EnvironmentRow {
  const { group, state, deployment, addresses, apps, cluster } = overview;
  const target = targetOf(overview, parent);
  const id = `${parent}/${clusterId(cluster)}/${group.namespace}/${group.name}`;
  const label = displayText(folderOf(group.name).leaf, MAX_LENGTH.line);
  const version = [deployment?.ref, deployment?.commit.slice(0, 7)].filter(Boolean).join(' ');
  const description = [stateText(state), version, deployment?.by].filter(Boolean).join(' · ');
  const origin = [version, deployment?.by].filter(Boolean).join(', ');
  const sentence = `${l10n.t('{0}: {1}', label, stateSentence(state))} ${origin}`;
  const [only] = apps;
  const children = [
    ...addresses.map((address) => addressRow(address, id)),
    ...('failure' in state && state.failure ? [failureRow(state.failure, id)] : []),
    ...(overview.refused.length > 0 ? [refusedRow(overview, id)] : []),
    ...(apps.length === 1 && only ? podRows(only, id, target) : apps.map((app) => appRow(app, id, target))),
  ];
  const tooltip = lines(
    stateSentence(state),
    l10n.t('Cluster: {0}', cluster.name),
    l10n.t('Namespace: {0}', group.namespace),
    ...apps.map(managedBy),
  );
  return {
    ...{ kind: 'environment', id, label, tooltip, state: state.kind, target, children },
    flags: [
      ...flagsOf(apps.flatMap(({ app }) => app.workloads)),
      ...(addresses.some(({ kind }) => kind === 'ready') ? (['reachable'] as const) : []),
    ],
    description: displayText(description, MAX_LENGTH.line),
    sentence: displayText(sentence),
  };
}

function appRow(overview: AppOverview, parent: string, place: EnvironmentPlace): EnvironmentRow {
  const { app, state } = overview;
  const id = `${parent}/app:${app.name}`;
  const label = displayText(app.name, MAX_LENGTH.line);
  return {
    ...{ kind: 'app', id, label, state: state.kind, children: podRows(overview, id, place) },
    target: { ...place, kind: 'app', app: app.name },
    flags: flagsOf(app.workloads),
    description: displayText(stateText(state), MAX_LENGTH.line),
    tooltip: lines(stateSentence(state), managedBy(overview)),
    sentence: displayText(l10n.t('{0}: {1}', label, stateSentence(state))),
  };
}

function flagsOf(workloads: readonly Workload[]): readonly Flag[] {
  return [
    ...(workloads.some(isRestartable) ? (['restartable'] as const) : []),
    ...(workloads.some(isScalable) ? (['scalable'] as const) : []),
  ];
}

function podRows(
  { app, pods }: AppOverview,
  parent: string,
  place: EnvironmentPlace,
): readonly EnvironmentRow[] {
  return pods.map((pod) => {
    const made = madePodRows.get(pod);
    if (made?.parent === parent && made.cluster === place.cluster && made.app === app.name) return made.row;
    const { name, uid } = pod;
    const row = podRow(pod, parent, { ...place, kind: 'pod', app: app.name, pod: { name, uid } });
    madePodRows.set(pod, { parent, cluster: place.cluster, app: app.name, row });
    return row;
  });
}

/** Drawn once of each pod as it was read: thousands are looked at at each change, and few have changed. */
const madePodRows = new WeakMap<Pod, MadePodRow>();

interface MadePodRow {
  readonly parent: string;
  readonly cluster: ClusterEntry;
  readonly app: string;
  readonly row: EnvironmentRow;
}

function podRow(pod: Pod, parent: string, target: EnvironmentTarget): EnvironmentRow {
  const label = displayText(pod.name, MAX_LENGTH.line);
  const description = podText(pod);
  const images = [...new Set(pod.containers.map(({ image }) => image))];
  return {
    ...{ kind: 'pod', id: `${parent}/pod:${pod.uid}`, label, description, target, children: [] },
    tooltip: lines(description, ...(pod.node ? [l10n.t('Node: {0}', pod.node)] : []), ...images),
    sentence: l10n.t('Pod {0}: {1}', label, description),
  };
}

function addressRow(address: Address, parent: string): EnvironmentRow {
  const id = `${parent}/address:${address.name}`;
  const row = (label: string, tooltip: string, state?: EnvironmentRow['state']): EnvironmentRow => ({
    ...{ kind: 'address', id, label: displayText(label, MAX_LENGTH.line), description: '', children: [] },
    ...{ tooltip: lines(...tooltip.split('\n')), sentence: displayText(label) },
    ...(state === undefined ? {} : { state }),
  });
  switch (address.kind) {
    case 'ready':
      return row(address.url, address.url);
    case 'waiting':
      return row(address.waitingFor, address.name, 'rolling-out');
    case 'failing':
      return row(address.failure.text, `${address.failure.text}\n${address.failure.remedy}`, 'failing');
  }
}

function failureRow(
  {
    text,
    remedy,
    lines: log,
  }: { readonly text: string; readonly remedy: string; readonly lines: readonly string[] },
  parent: string,
): EnvironmentRow {
  return {
    ...{
      kind: 'failure',
      id: `${parent}/failure`,
      label: displayText(text, MAX_LENGTH.line),
      description: '',
      children: [],
    },
    tooltip: lines(text, remedy, ...log),
    sentence: displayText(`${text} ${remedy}`),
  };
}

/** What is not seen must not look as if it were not there. */
function refusedRow({ refused, group, cluster }: LocatedOverview, parent: string): EnvironmentRow {
  const text = l10n.t(
    'You are not allowed to list {0} in namespace {1}.',
    refused.join(', '),
    group.namespace,
  );
  const remedy = l10n.t('Ask your cloud team for the verbs list and watch.');
  return {
    ...{ kind: 'error', id: `${parent}/refused`, label: displayText(text, MAX_LENGTH.line), description: '' },
    ...{ tooltip: lines(text, remedy), sentence: displayText(`${text} ${remedy}`), children: [] },
    retry: clusterId(cluster),
  };
}

function managedBy({ app }: AppOverview): string {
  const { tool, instance } = app.manager;
  if (tool === '') return '';
  return instance
    ? l10n.t('{0} is managed by {1} ({2}).', app.name, tool, instance)
    : l10n.t('{0} is managed by {1}.', app.name, tool);
}

/** Each is one line of the tooltip, whatever is in it. */
function lines(...texts: readonly string[]): string {
  return texts
    .map((text) => displayText(text))
    .filter((text) => text !== '')
    .join('\n');
}
