import * as l10n from '@vscode/l10n';
import type { Address } from '../environments/addresses/address';
import type { Failure } from '../environments/failures/failure';
import { NamespaceIndex } from '../environments/namespace-objects';
import { NamespaceWatch, type NamespaceView } from '../environments/namespace-watch';
import type { Workload } from '../environments/objects/workload';
import { overviewOf, type EnvironmentOverview } from '../environments/overview';
import type { KubernetesObject } from '../ports/kubernetes';
import { DEPLOYMENT } from './labels';
import type { DeployPorts, DeployRequest } from './request';

export type RollOutEnd =
  | { readonly kind: 'succeeded' }
  /** `serves`: pods of an earlier version do. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly serves: boolean };

/** Some failures are certain only after a while in which nothing changes. */
const LOOK_AGAIN_MS = 5_000;
/** Kubernetes gives up on a Deployment after five minutes without progress; it does not on a StatefulSet. */
const LIMIT_MS = 15 * 60_000;
/** A load balancer takes one to four. */
const ADDRESS_LIMIT_MS = 5 * 60_000;
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];

type Place = Pick<DeployRequest, 'environment' | 'namespace'> & { readonly number: number };
type Ports = Pick<DeployPorts, 'watcher' | 'clock'>;

/**
 * Waits until the objects of a deployment run, or until it is certain that they do not.
 * @param waiting told what is waited for: a sentence, or nothing
 */
export async function rollOut(
  objects: readonly KubernetesObject[],
  place: Place,
  ports: Ports,
  waiting: (text: string) => void,
  signal: AbortSignal,
): Promise<RollOutEnd> {
  const wanted = objects.filter(({ kind }) => WORKLOADS.includes(kind));
  if (wanted.length === 0) return { kind: 'succeeded' };
  const end = ports.clock.now() + LIMIT_MS;
  return watching(place, ports, signal, (view) => {
    const refused = view.troubles.find(
      ({ kind, resource }) => kind === 'refused' && resource === 'deployments',
    );
    if (refused) throw refused.error;
    const workloads = deployedWorkloads(view, wanted, place.number);
    if (workloads.length < wanted.length) {
      waiting('');
      return ports.clock.now() < end ? undefined : failed(tooLate(), 0);
    }
    const { state } = look(view, workloads, place, ports);
    switch (state.kind) {
      case 'failing':
        return failed(state.failure, state.ready);
      case 'degraded':
        // An address that fails is told apart: the app itself runs.
        if (state.failure?.stage === 'address') return { kind: 'succeeded' };
        if (state.failure) return failed(state.failure, state.ready);
        break;
      case 'healthy':
      case 'stopped':
        return { kind: 'succeeded' };
      case 'rolling-out':
        waiting(state.waitingFor);
        break;
      case 'none':
      case 'unknown':
        waiting('');
    }
    return ports.clock.now() < end ? undefined : failed(tooLate(), 0);
  });
}

/** Waits for the addresses that AWS makes, for a few minutes. What is not ready then says why. */
export async function waitForAddresses(
  objects: readonly KubernetesObject[],
  place: Place,
  ports: Ports,
  waiting: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly Address[]> {
  const wanted = objects.filter(({ kind }) => WORKLOADS.includes(kind));
  const end = ports.clock.now() + ADDRESS_LIMIT_MS;
  return watching(place, ports, signal, (view) => {
    const { addresses } = look(view, deployedWorkloads(view, wanted, place.number), place, ports);
    const pending = addresses.find((address) => address.kind === 'waiting');
    if (!pending || ports.clock.now() >= end) return addresses;
    waiting(pending.waitingFor);
    return undefined;
  });
}

/** Asks after each change, and every few seconds, until there is an answer. */
async function watching<T>(
  { namespace }: Place,
  { watcher, clock }: Ports,
  signal: AbortSignal,
  ask: (view: NamespaceView) => T | undefined,
): Promise<T> {
  let changed = new AbortController();
  const watch = new NamespaceWatch(watcher, namespace, () => {
    changed.abort();
  });
  try {
    for (;;) {
      signal.throwIfAborted();
      changed = new AbortController();
      const { view } = watch;
      const answer = view.isLoaded ? ask(view) : undefined;
      if (answer !== undefined) return answer;
      const wake = changed.signal;
      await clock.sleep(LOOK_AGAIN_MS, AbortSignal.any([signal, wake])).catch((reason: unknown) => {
        if (!wake.aborted) throw reason;
      });
    }
  } finally {
    watch.dispose();
  }
}

/** Those that the watch has seen since they were applied. */
function deployedWorkloads(
  { objects }: NamespaceView,
  wanted: readonly KubernetesObject[],
  number: number,
): readonly Workload[] {
  return (objects.workloads ?? []).filter(
    ({ kind, name, annotations }) =>
      annotations.get(DEPLOYMENT) === String(number) &&
      wanted.some((object) => object.kind === kind && object.metadata.name === name),
  );
}

function look(
  view: NamespaceView,
  workloads: readonly Workload[],
  { environment, namespace }: Place,
  { clock }: Ports,
): EnvironmentOverview {
  const app = { name: environment, manager: { tool: '' }, workloads };
  const group = { name: environment, namespace, apps: [app] };
  return overviewOf(group, new NamespaceIndex(view.objects), { now: clock.now() });
}

function failed(failure: Failure, ready: number): RollOutEnd {
  return { kind: 'failed', failure, serves: ready > 0 };
}

function tooLate(): Failure {
  return {
    ...{ code: 'rollout-deadline', stage: 'deadline', lines: [] },
    text: l10n.t('The rollout has not finished after {0} minutes.', LIMIT_MS / 60_000),
    remedy: l10n.t('Check the logs and events of its pods.'),
  };
}
