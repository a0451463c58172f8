import { clusterArn } from '../arn';
import { isCancellation } from '../errors/to-user-error';
import { stackName } from '../naming';
import type { ProvisionSession } from '../ports/aws';
import type { Clock } from '../ports/clock';
import type { Journal, OperationLock } from '../ports/journal';
import type { StackDescription } from '../ports/stacks';
import { toDeletion } from './decide';
import { forgotten, isKept, isWorthKeeping, mayBeKept, withKept } from './kept';
import type { FailedStep, Kept, Operation } from './operation';
import type { OperationDeps } from './operation-context';
import { claimedStackOf, claimHolds } from './stack-ownership';

export interface RefreshAllDeps {
  readonly journal: Journal;
  readonly lock: OperationLock;
  readonly clock: Clock;
  readonly portsFor: (operation: Operation) => Promise<Pick<OperationDeps, 'session' | 'installation'>>;
}

/**
 * Looks at all that the user keeps, and at what 0.1.0 kept without showing it: what is there is in progress in the
 * journal afterwards, with what it costs; what is gone has ended. What cannot be read stays as it is. Ends early when
 * aborted.
 */
export async function refreshAllKept(deps: RefreshAllDeps, signal: AbortSignal): Promise<void> {
  for (const operation of await findAllKept(deps)) {
    try {
      await refresh(operation, deps, signal);
    } catch (error) {
      if (isCancellation(error, signal)) return;
    }
  }
}

async function findAllKept({ journal }: RefreshAllDeps): Promise<readonly Operation[]> {
  const underWay = await journal.load();
  const known = new Set(underWay.flatMap((operation) => [operation.id, ...stackArns(operation)]));
  const earlier = (await journal.ended())
    .filter(mayBeKept)
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .filter((operation) => {
      // Of several about one stack, only the latest.
      const keys = [operation.id, ...stackArns(operation)];
      const isNew = !keys.some((key) => known.has(key));
      for (const key of keys) known.add(key);
      return isNew;
    });
  return [...underWay.filter(isKept), ...earlier];
}

async function refresh(operation: Operation, deps: RefreshAllDeps, signal: AbortSignal): Promise<void> {
  const { clock, journal, portsFor } = deps;
  const { session, installation } = await portsFor(operation);
  const found = await refreshKept(
    operation,
    { session: await session(), installation, others: await journal.load(), now: clock.now() },
    signal,
  );
  if (!isSame(found, operation)) await saveIfUnchanged(operation, found, deps);
}

/** Unless the user has chosen something else meanwhile, or another window has seen the same. */
async function saveIfUnchanged(
  before: Operation,
  found: Operation,
  { journal, lock }: RefreshAllDeps,
): Promise<void> {
  const held = await lock.acquire(before.id);
  if (!held) return;
  try {
    const all = before.outcome ? await journal.ended() : await journal.load();
    const now = all.find(({ id }) => id === before.id);
    if (!now || !isSame(now, before) || (await journal.readDecision(before.id))) return;
    if (found.outcome) await journal.end(found);
    else await journal.save(found);
  } finally {
    await held.release();
  }
}

function stackArns({ stack }: Operation): readonly string[] {
  return 'arn' in stack && stack.arn !== undefined ? [stack.arn] : [];
}

/** Operations are plain data. */
function isSame(a: Operation, b: Operation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface RefreshDeps {
  readonly session: ProvisionSession;
  /** This one: the second tag of every stack. */
  readonly installation: string;
  /** Of this machine, in progress. */
  readonly others: readonly Operation[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What a failed operation that the user keeps has become: kept still, with what it costs by now, or ended, because its
 * stack is gone. Reads only.
 * @returns the same where nothing can be said: the session is of another account or region than the stack
 * @throws what AWS answers if the role is not allowed to read
 */
async function refreshKept(operation: Operation, deps: RefreshDeps, signal: AbortSignal): Promise<Operation> {
  const { stack } = operation;
  const { session, installation } = deps;
  if (stack.step !== 'failed' || !isWorthKeeping(operation) || !isOfSameAccount(operation, session))
    return operation;
  const found = await findStack(operation, stack, { session, installation }, signal);
  if (!found) return afterStackIsGone(operation, deps, signal);
  return withKept({ ...operation, outcome: undefined }, await readCost(operation, session, signal));
}

function isOfSameAccount(operation: Operation, session: ProvisionSession): boolean {
  const { accountId, partition, role } = operation;
  return session.accountId === accountId && session.partition === partition && session.region === role.region;
}

async function findStack(
  operation: Operation,
  { arn }: FailedStep,
  { session, installation }: Pick<RefreshDeps, 'session' | 'installation'>,
  signal: AbortSignal,
): Promise<StackDescription | undefined> {
  const found = await session.stacks.describe(arn ?? stackName(operation.clusterName), signal);
  if (!found || found.status === 'DELETE_COMPLETE') return undefined;
  // By its name alone it may be another stack.
  return arn !== undefined || claimHolds(claimedStackOf(operation, installation), found) ? found : undefined;
}

/** Both lists are a matter of permissions, and the row tells the price that is known without them. */
async function readCost(
  { clusterName }: Operation,
  { clusters }: ProvisionSession,
  signal: AbortSignal,
): Promise<Kept> {
  try {
    const cluster = await clusters.describe(clusterName, signal);
    if (!cluster) return { controlPlane: 'none' };
    const versions = await clusters.versions(signal);
    const support = versions.find(({ version }) => version === cluster.version)?.support;
    return support === undefined || support === 'unknown' ? {} : { controlPlane: support };
  } catch (error) {
    if (signal.aborted) throw error;
    return {};
  }
}

/**
 * Kubeconfig and settings may still name the cluster. They are cleaned up only where no cluster has its name by now;
 * what ended long ago is left alone.
 */
async function afterStackIsGone(
  operation: Operation,
  { session, others, now }: RefreshDeps,
  signal: AbortSignal,
): Promise<Operation> {
  const mayBeNamed = operation.attached || (operation.kind === 'create' && operation.clusterConfigured);
  const isTaken = others.some((other) => isOfSameCluster(other, operation));
  if (!mayBeNamed || isTaken || operation.outcome) return forgotten(operation, now);
  const exists = await session.clusters.describe(operation.clusterName, signal).then(
    (cluster) => cluster !== undefined,
    () => true,
  );
  signal.throwIfAborted();
  if (exists) return forgotten(operation, now);
  const deletion = operation.kind === 'create' ? toDeletion(operation, now) : operation;
  return { ...deletion, stack: { step: 'gone' }, next: undefined, foundGone: true };
}

function isOfSameCluster(a: Operation, b: Operation): boolean {
  return a.id !== b.id && clusterArnOf(a) === clusterArnOf(b);
}

function clusterArnOf({ clusterName: name, role, accountId, partition }: Operation): string {
  return clusterArn({ name, region: role.region, accountId, partition });
}
