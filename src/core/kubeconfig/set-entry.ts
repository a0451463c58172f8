import * as l10n from '@vscode/l10n';
import { isEqual, isData, type Data, type Edit } from './data';
import { editKubeconfig, type EditResult, type Plan } from './edit';
import { changesBy } from './changes';
import { userContent, type KubeconfigEntry } from './entry';
import { excludedByCaData, kubectlProblem } from './kubectl-rules';
import { foreignContent, hasOwnershipMarker, OWNERSHIP_MARKER } from './ownership-marker';
import { contentOf, isCurrent, listOf, findNamed, ourContext, type ListName } from './lists';
import { signInOf } from './programs';

export interface SetOptions {
  readonly setCurrentContext: boolean;
  /** An entry for the cluster that somebody else made becomes ours. */
  readonly foreignEntry?: 'adopt';
}

/**
 * Adds cluster, user and context of a cluster, or brings ours up to date. Everything else keeps its bytes; where that
 * cannot be had, the file is refused.
 */
export function setEntry(text: string, entry: KubeconfigEntry, options: SetOptions): EditResult {
  return editKubeconfig(
    text,
    (data) => planEntry(data, entry, options),
    (data) => kubectlProblem(data, entry.clusterArn),
  );
}

function planEntry(data: Data, entry: KubeconfigEntry, options: SetOptions): Plan {
  const arn = entry.clusterArn;
  const foreign = options.foreignEntry === 'adopt' ? undefined : foreignContent(data, arn);
  if (foreign)
    return { kind: 'foreign', signIn: signInOf(foreign), changes: changesBy(data, entry, options) };
  const context = contextName(data, entry);
  if (context === undefined) {
    return {
      kind: 'refused',
      reason: l10n.t('its contexts {0} and {1} belong to other clusters.', entry.contextName, arn),
    };
  }
  const edits: Edit[] = [
    ...(Object.keys(data).length === 0 ? HEADER : []),
    ...fields(
      data,
      'clusters',
      arn,
      'cluster',
      {
        'certificate-authority-data': entry.certificateAuthority,
        server: entry.endpoint,
      },
      { extensions: [OWNERSHIP_MARKER] },
    ),
    ...withoutOtherTrust(data, arn),
    ...markOnCluster(data, arn),
    ...fields(data, 'contexts', context, 'context', { cluster: arn, user: arn }),
    ...wholeUser(data, entry),
  ];
  // A context of the user's own for that cluster, in another namespace, stays the current one.
  if (options.setCurrentContext && !isCurrent(data, arn)) {
    edits.push({ kind: 'set', path: ['current-context'], value: context });
  }
  return { kind: 'edits', edits };
}

const HEADER: readonly Edit[] = [
  { kind: 'set', path: ['apiVersion'], value: 'v1' },
  { kind: 'set', path: ['kind'], value: 'Config' },
];

/** Ours whatever the user calls it, else the first name that is free. */
function contextName(data: Data, { clusterArn, contextName }: KubeconfigEntry): string | undefined {
  const ours = ourContext(data, clusterArn, contextName);
  if (ours !== undefined) return ours;
  return [contextName, clusterArn].find((name) => findNamed(data, 'contexts', name).kind === 'absent');
}

/** A namespace or a proxy that the user added to our entry stays. */
function fields(
  data: Data,
  list: ListName,
  name: string,
  key: string,
  wanted: Data,
  added: Data = {},
): readonly Edit[] {
  const place = findNamed(data, list, name);
  if (place.kind === 'absent') return [appended(data, list, { name, [key]: { ...wanted, ...added } })];
  const present = isData(place.item[key]) ? place.item[key] : {};
  return Object.entries(wanted)
    .filter(([field, value]) => present[field] !== value)
    .map(([field, value]) => ({ kind: 'set', path: [list, place.index, key, field], value }));
}

/** Beside the extensions of others. */
function markOnCluster(data: Data, arn: string): readonly Edit[] {
  const place = findNamed(data, 'clusters', arn);
  if (place.kind === 'absent') return [];
  const cluster = contentOf(data, 'clusters', arn) ?? {};
  if (hasOwnershipMarker(cluster)) return [];
  const path = ['clusters', place.index, 'cluster', 'extensions', listOf(cluster, 'extensions').length];
  return [{ kind: 'set', path, value: OWNERSHIP_MARKER }];
}

/** The CA is the only trust of our cluster. */
function withoutOtherTrust(data: Data, arn: string): readonly Edit[] {
  const place = findNamed(data, 'clusters', arn);
  const cluster = contentOf(data, 'clusters', arn);
  if (place.kind === 'absent' || !cluster) return [];
  return excludedByCaData(cluster).map(([field, nothing]) => ({
    kind: 'set',
    path: ['clusters', place.index, 'cluster', field],
    value: nothing,
  }));
}

/** Replaced as a whole: a token beside an `exec` would win over it. */
function wholeUser(data: Data, { clusterArn: name, user }: KubeconfigEntry): readonly Edit[] {
  const content = { ...userContent(user), extensions: [OWNERSHIP_MARKER] };
  const place = findNamed(data, 'users', name);
  if (place.kind === 'absent') return [appended(data, 'users', { name, user: content })];
  if (isEqual(place.item['user'], content)) return [];
  return [{ kind: 'set', path: ['users', place.index, 'user'], value: content }];
}

function appended(data: Data, list: ListName, item: Data): Edit {
  return { kind: 'set', path: [list, listOf(data, list).length], value: item };
}
