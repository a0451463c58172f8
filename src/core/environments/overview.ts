import type { Address } from './addresses/address';
import { findAddresses, type AddressOptions } from './addresses/find-addresses';
import type { App, EnvironmentGroup } from './grouping/group';
import type { NamespaceIndex } from './namespace-objects';
import { isReady, type Pod } from './objects/pod';
import type { Workload } from './objects/workload';
import { combined, type EnvironmentState } from './state';
import { workloadState, type StateOptions } from './workload-state';

/** All that is shown of an environment. */
export interface EnvironmentOverview {
  readonly group: EnvironmentGroup;
  readonly state: EnvironmentState;
  readonly addresses: readonly Address[];
  readonly apps: readonly AppOverview[];
  /** Of the workload that was deployed last. */
  readonly deployment?: Deployed;
}

export interface AppOverview {
  readonly app: App;
  readonly state: EnvironmentState;
  readonly pods: readonly Pod[];
}

/** Who deployed what: annotations of whatever was deployed by this extension. */
interface Deployed {
  readonly number: string;
  readonly ref: string;
  readonly commit: string;
  readonly by: string;
}

/** Looks at an environment as a whole. */
export function overviewOf(
  group: EnvironmentGroup,
  index: NamespaceIndex,
  options: StateOptions & AddressOptions,
): EnvironmentOverview {
  const apps = group.apps.map((app): AppOverview => ({
    app,
    state: combined(app.workloads.map((workload) => workloadState(workload, index, options))),
    pods: app.workloads.flatMap((workload) => podsOf(workload, index)),
  }));
  const workloads = group.apps.flatMap((app) => app.workloads);
  const pods = apps.flatMap((app) => app.pods);
  const addresses = findAddresses({ workloads, pods }, index, options);
  const state = combined(apps.map((app) => app.state));
  return {
    group,
    apps,
    addresses,
    state: withAddresses(state, addresses, pods),
    deployment: deployedIn(workloads),
  };
}

/** All pods of a workload: of every version, and of every job. */
function podsOf(workload: Workload, index: NamespaceIndex): readonly Pod[] {
  switch (workload.kind) {
    case 'Deployment':
      return index.replicaSetsOf(workload).flatMap((set) => index.podsOf(set));
    case 'CronJob':
      return index.jobsOf(workload).flatMap((job) => index.podsOf(job));
    case 'Pod':
      return (index.objects.pods ?? []).filter(({ uid }) => uid === workload.uid);
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
      return index.podsOf(workload);
  }
}

/** What runs and cannot be reached does not serve as it should. */
function withAddresses(
  state: EnvironmentState,
  addresses: readonly Address[],
  pods: readonly Pod[],
): EnvironmentState {
  const failed = addresses.find((address) => address.kind === 'failing');
  if (state.kind !== 'healthy' || failed?.kind !== 'failing' || !pods.some(isReady)) return state;
  return { ...state, kind: 'degraded', failure: failed.failure };
}

function deployedIn(workloads: readonly Workload[]): Deployed | undefined {
  const numberOf = ({ annotations }: Workload) =>
    Number(annotations.get('eks-clusters/deployment') ?? 0) || 0;
  const [latest] = workloads.toSorted((a, b) => numberOf(b) - numberOf(a));
  const get = (name: string) => latest?.annotations.get(`eks-clusters/${name}`) ?? '';
  const deployed = {
    number: get('deployment'),
    ref: get('ref'),
    commit: get('commit'),
    by: get('deployed-by'),
  };
  return Object.values(deployed).some((value) => value !== '') ? deployed : undefined;
}
