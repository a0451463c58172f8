import { displayText, MAX_LENGTH } from '../foreign/shown-text';
import { environmentSlug } from '../cluster/environment-names';
import type { Clock } from '../ports/clock';
import { KubernetesError, type KubernetesObject } from '../ports/kubernetes';
import { deployError } from './errors';
import type { DeployCluster, DeployRequest } from './request';

/** A killed editor renews nothing: after this others may go ahead. */
const LOCK_SECONDS = 60;
const LOCK_MS = LOCK_SECONDS * 1000;
const RENEW_EVERY_MS = 15_000;
/** How often a lock is looked at that is waited for. */
const WAIT_MS = 5_000;
const DEPLOYED_BY = 'eks-clusters/deployed-by';
const TYPE = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' };

/** What to do where somebody else deploys: wait until that has ended, or make it end. */
export type IfLocked =
  | { readonly kind: 'refuse' | 'take-over' }
  /** @property onWait called with who deploys, each time it is looked at */
  | { readonly kind: 'wait'; readonly onWait: (by: string) => void };

interface LockDeps {
  readonly cluster: DeployCluster;
  readonly clock: Clock;
  readonly holder: string;
  /** Refuses unless given. */
  readonly ifLocked?: IfLocked;
}

type Place = Pick<DeployRequest, 'environment' | 'namespace' | 'by'>;

/** Who deploys to an environment at the moment. */
interface LockHolder {
  readonly holder: string;
  readonly by: string;
  /** Since it was renewed. */
  readonly ageMs: number;
}

/**
 * Runs `use` while this is the one deployment to the environment. Its signal is aborted with `deployment-taken-over` where
 * somebody else holds the lock, or where it could not be renewed for as long as it lasts.
 * @throws UserError `deployment-running`
 */
export async function withDeployLock<T>(
  deps: LockDeps,
  place: Place,
  signal: AbortSignal,
  use: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await acquire(deps, place, signal);
  const ended = new AbortController();
  const lost = new AbortController();
  const renewing = keepRenewing(deps, place, ended.signal, (reason) => {
    lost.abort(reason);
  });
  try {
    return await use(AbortSignal.any([signal, lost.signal]));
  } finally {
    ended.abort();
    await renewing;
    if (!lost.signal.aborted) await release(deps, place);
  }
}

/** Who deploys to an environment at the moment; `undefined` if no one does, or the one who did is gone. */
export async function readLock(
  { cluster, clock }: { readonly cluster: Pick<DeployCluster, 'read'>; readonly clock: Pick<Clock, 'now'> },
  place: Omit<Place, 'by'>,
  signal: AbortSignal,
): Promise<{ readonly by: string } | undefined> {
  const current = holderIn(await cluster.read(referenceOf(place), signal), clock);
  return current && current.ageMs < LOCK_MS ? current : undefined;
}

/** Waits until no one deploys to an environment. @param onWait called with who does, each time it is looked at */
export async function waitForLock(
  deps: Pick<LockDeps, 'cluster' | 'clock'>,
  place: Omit<Place, 'by'>,
  onWait: (by: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const current = await readLock(deps, place, signal);
    if (!current) return;
    onWait(current.by);
    await deps.clock.sleep(WAIT_MS, signal);
  }
}

async function acquire(deps: LockDeps, place: Place, signal: AbortSignal): Promise<void> {
  const { cluster, clock, holder, ifLocked = { kind: 'refuse' } } = deps;
  for (;;) {
    const lease = await cluster.read(referenceOf(place), signal);
    const current = holderIn(lease, clock);
    if (current && current.holder !== holder && current.ageMs < LOCK_MS) {
      const { by, ageMs } = current;
      if (ifLocked.kind === 'refuse')
        throw deployError('deployment-running', { by, environment: place.environment, ageMs });
      if (ifLocked.kind === 'wait') {
        await waitForLock(deps, place, ifLocked.onWait, signal);
        continue;
      }
    }
    try {
      await write(deps, place, lease, signal);
      return;
    } catch (error) {
      // Somebody else was quicker, or our own answer was lost: what is there now tells.
      if (!isConflict(error)) throw error;
    }
  }
}

async function keepRenewing(
  deps: LockDeps,
  place: Place,
  ended: AbortSignal,
  lose: (reason: Error) => void,
): Promise<void> {
  let renewedAt = deps.clock.now();
  for (;;) {
    try {
      await deps.clock.sleep(RENEW_EVERY_MS, ended);
      const lease = await deps.cluster.read(referenceOf(place), ended);
      if (holderIn(lease, deps.clock)?.holder !== deps.holder)
        throw deployError('deployment-taken-over', { environment: place.environment });
      await write(deps, place, lease, ended);
      renewedAt = deps.clock.now();
    } catch (error) {
      if (ended.aborted) return;
      const isLate = deps.clock.now() - renewedAt >= LOCK_MS;
      // The network may come back, and a conflict may be our own answer that was lost.
      if (error instanceof KubernetesError && !isLate) continue;
      lose(error instanceof Error ? error : new Error(String(error)));
      return;
    }
  }
}

function write(
  { cluster, clock, holder }: LockDeps,
  { environment, namespace, by }: Place,
  lease: KubernetesObject | undefined,
  signal: AbortSignal,
): Promise<void> {
  // A MicroTime: six digits behind the point.
  const now = new Date(clock.now()).toISOString().replace('Z', '000Z');
  const spec = { holderIdentity: holder, leaseDurationSeconds: LOCK_SECONDS, renewTime: now };
  const name = nameOf(environment);
  const metadata = { ...(lease?.metadata ?? { name, namespace }), annotations: { [DEPLOYED_BY]: by } };
  const object = { ...TYPE, metadata, spec };
  return lease ? cluster.replace(object, signal) : cluster.create(object, signal);
}

/** At most five seconds: the work is done, and a lock that stays is free after a minute. */
async function release({ cluster, holder, clock }: LockDeps, place: Place): Promise<void> {
  const signal = AbortSignal.timeout(5_000);
  try {
    const lease = await cluster.read(referenceOf(place), signal);
    if (holderIn(lease, clock)?.holder === holder) await cluster.delete(referenceOf(place), signal);
  } catch (error) {
    if (!(error instanceof KubernetesError) && !signal.aborted) throw error;
  }
}

function holderIn(lease: KubernetesObject | undefined, clock: Pick<Clock, 'now'>): LockHolder | undefined {
  const { holderIdentity, renewTime } = (lease?.spec ?? {}) as Record<string, unknown>;
  if (typeof holderIdentity !== 'string' || holderIdentity === '') return undefined;
  // The client for JavaScript makes a date of it.
  const renewed = renewTime instanceof Date ? renewTime.getTime() : Date.parse(String(renewTime));
  const ageMs = Number.isNaN(renewed) ? Infinity : Math.max(0, clock.now() - renewed);
  const by = displayText(lease?.metadata.annotations?.[DEPLOYED_BY] ?? '', MAX_LENGTH.name);
  return { holder: holderIdentity, by, ageMs };
}

function isConflict(error: unknown): boolean {
  return error instanceof KubernetesError && ['conflict', 'not-found'].includes(error.kind);
}

function referenceOf({ environment, namespace }: Omit<Place, 'by'>) {
  return { ...TYPE, name: nameOf(environment), namespace };
}

function nameOf(environment: string): string {
  return `${environmentSlug(environment)}-deploy`;
}
