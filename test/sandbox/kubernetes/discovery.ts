import { servedTypes } from './catalogue';
import type { Cluster } from './cluster';
import { minorVersion } from './cluster';
import { metricsTypes } from './metrics';
import type { Fields } from './objects';
import { apiVersionOf, type ResourceType } from './resource-types';
import { REVIEW_TYPES } from './reviews';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** What `kubectl get all` gets. */
const IN_ALL: readonly string[] = [
  'cronjobs',
  'daemonsets',
  'deployments',
  'horizontalpodautoscalers',
  'jobs',
  'pods',
  'replicasets',
  'replicationcontrollers',
  'services',
  'statefulsets',
];
const TOKEN_SUBRESOURCE = {
  name: 'serviceaccounts/token',
  singularName: '',
  namespaced: true,
  group: 'authentication.k8s.io',
  version: 'v1',
  kind: 'TokenRequest',
  verbs: ['create'],
};

/** Tells clients what the server serves; undefined for paths that are not about that. */
export function discover(cluster: Cluster, path: string): Fields | undefined {
  const [root, group, version, ...rest] = path.split('/').filter(Boolean);
  if (rest.length > 0) return undefined;
  switch (root) {
    case 'version':
      return group === undefined ? versionInfo(cluster) : undefined;
    case 'api':
      if (group === undefined) return { kind: 'APIVersions', versions: ['v1'] };
      return version === undefined ? resourceList(cluster, group) : undefined;
    case 'apis':
      if (group === undefined)
        return {
          kind: 'APIGroupList',
          apiVersion: 'v1',
          groups: groupNames(cluster).map(groupEntry(cluster)),
        };
      return version === undefined ? apiGroup(cluster, group) : resourceList(cluster, `${group}/${version}`);
    case undefined:
    default:
      return undefined;
  }
}

/** All that discovery lists, with the reviews, which can only be created. */
export function discoverableTypes(cluster: Cluster): readonly ResourceType[] {
  return [...servedTypes(cluster.store), ...metricsTypes(cluster.store), ...REVIEW_TYPES];
}

function versionInfo(cluster: Cluster): Fields {
  return {
    major: '1',
    minor: String(minorVersion(cluster)),
    gitVersion: `v${cluster.version}.0-eks-0000000`,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-01-01T00:00:00Z',
    goVersion: 'go1.25.0',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

function apiGroup(cluster: Cluster, name: string): Fields | undefined {
  if (!groupNames(cluster).includes(name)) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(cluster)(name) };
}

function groupNames(cluster: Cluster): string[] {
  const names = discoverableTypes(cluster).map(({ group }) => group);
  return [...new Set(names)].filter((name) => name !== '');
}

function groupEntry(cluster: Cluster): (name: string) => Fields {
  return (name) => {
    const versions = discoverableTypes(cluster)
      .filter(({ group }) => group === name)
      .map(({ version }) => version);
    const entries = [...new Set(versions)].map((version) => ({
      groupVersion: `${name}/${version}`,
      version,
    }));
    return { name, versions: entries, preferredVersion: entries[0] };
  };
}

function resourceList(cluster: Cluster, groupVersion: string): Fields | undefined {
  const types = discoverableTypes(cluster).filter((type) => apiVersionOf(type) === groupVersion);
  if (types.length === 0) return undefined;
  const resources = types.map((type) => ({
    name: type.plural,
    singularName: type.kind.toLowerCase(),
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: REVIEW_TYPES.includes(type) ? ['create'] : VERBS,
    ...(type.shortNames.length > 0 && { shortNames: type.shortNames }),
    ...(IN_ALL.includes(type.plural) && { categories: ['all'] }),
  }));
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: groupVersion === 'v1' ? [...resources, TOKEN_SUBRESOURCE] : resources,
  };
}
