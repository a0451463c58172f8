import { clusterArn } from '../arn';
import { stackName } from '../naming';
import type { ProvisionSession } from '../ports/aws';
import type { StackDescription } from '../ports/stacks';
import { forgotten, isWorthKeeping, withKept } from './kept';
import { toDeletion } from './deletion-of';
import type { FailedStep, Kept, Operation } from './operation';
import { claimedStackOf, claimHolds } from './stack-claim';

interface RefreshDeps {
  readonly session: ProvisionSession;
  /** This one: the second tag of every stack. */
  readonly installation: string;
  /** Of this machine, under way. */
  readonly others: readonly Operation[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What a failed operation that the user keeps has become: kept still, with what it costs by now, or ended, because its
 * stack is gone. Reads only.
 * @returns the same where nothing can be said: the session is of another account or region than the stack
 * @throws what AWS answers where the role may not look
 */
export async function refreshKept(
  operation: Operation,
  surroundings: RefreshDeps,
  signal: AbortSignal,
): Promise<Operation> {
  const { stack } = operation;
  const { session, installation } = surroundings;
  if (stack.step !== 'failed' || !isWorthKeeping(operation) || !isOfSameAccount(operation, session))
    return operation;
  const found = await findStack(operation, stack, { session, installation }, signal);
  if (!found) return afterStackIsGone(operation, surroundings, signal);
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
  { clusters, options }: ProvisionSession,
  signal: AbortSignal,
): Promise<Kept> {
  try {
    const cluster = await clusters.describe(clusterName, signal);
    if (!cluster) return { controlPlane: 'none' };
    const versions = await options.kubernetesVersions(signal);
    const support = versions.find(({ version }) => version === cluster.version)?.support;
    return support === undefined || support === 'unknown' ? {} : { controlPlane: support };
  } catch (error) {
    if (signal.aborted) throw error;
    return {};
  }
}

/**
 * Kubeconfig and settings may still name the cluster. They are cleaned up only where no cluster has its name by now; what
 * ended long ago is left alone.
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
  return a.id !== b.id && arnOf(a) === arnOf(b);
}

function arnOf({ clusterName: name, role, accountId, partition }: Operation): string {
  return clusterArn({ name, region: role.region, accountId, partition });
}
