import * as l10n from '@vscode/l10n';
import { stackError } from '../errors';
import { UserError } from '../../errors/user-error';
import { toUserError, isCancellation } from '../../errors/to-user-error';
import { stackName } from '../../naming';
import type { ProvisionSession } from '../../ports/aws';
import type { KubernetesApi } from '../../ports/kubernetes';
import type { StackDescription } from '../../ports/stacks';
import type { EksKey } from '../../registry/entry';
import { resourceLabel } from '../../template';
import type { StackClaim } from '../operation';
import { ownershipOf, type OwnRecords } from '../stack-ownership';
import { StackProgress } from '../../cloudformation/stack-progress';

/** What deleting a cluster would do; for the user to read before. */
export interface DeletionPlan {
  readonly stackArn: string;
  readonly stackName: string;
  /** Operation whose tag the stack carries. */
  readonly owner: string;
  readonly claim: StackClaim;
  /** Why it is not certain that the stack is ours, a sentence each; empty where it is. */
  readonly doubts: readonly string[];
  /** What goes, in words. */
  readonly resources: readonly string[];
  /** What stays and keeps costing money, a sentence each. */
  readonly leftovers: readonly string[];
}

/**
 * Finds out whether the cluster may be deleted, and what that means.
 * @param api the cluster's own
 * @throws UserError where the stack is not ours, or the cluster is protected
 */
export async function planDeletion(
  cluster: EksKey,
  deps: {
    readonly session: ProvisionSession;
    readonly api: () => Promise<KubernetesApi>;
    readonly records: () => Promise<OwnRecords>;
  },
  signal: AbortSignal,
): Promise<DeletionPlan> {
  const { stacks, clusters } = deps.session;
  const { name } = cluster;
  const [stack, description, leftBehind, records] = await Promise.all([
    stacks.describe(stackName(name), signal),
    clusters.describe(name, signal),
    findLeftovers(deps.api, signal),
    deps.records(),
  ]);
  const owned = ownedStack(stack, cluster, records);
  if (description?.deletionProtection) throw stackError('cluster-protected', { name });
  const resources = await resourcesOf(owned.stackArn, deps.session, signal);
  return { ...owned, resources, leftovers: leftBehind };
}

function ownedStack(stack: StackDescription | undefined, cluster: EksKey, records: OwnRecords) {
  const { name } = cluster;
  if (!stack) throw stackError('stack-missing', { name, stack: stackName(name) });
  const ownership = ownershipOf(stack, cluster, records);
  const found = { stackArn: stack.arn, stackName: stack.name };
  switch (ownership.kind) {
    case 'own':
      return { ...found, owner: ownership.owner, claim: ownership.claim, doubts: [] };
    case 'doubtful':
      return { ...found, owner: ownership.owner, claim: ownership.claim, doubts: ownership.doubts };
    case 'foreign':
      throw stackError('stack-not-ours', { stack: stack.name });
  }
}

/** By the stack's own events: it may be of another version's template. */
async function resourcesOf(
  arn: string,
  { stacks }: ProvisionSession,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const progress = new StackProgress();
  progress.add(await stacks.events(arn, () => false, signal));
  return (progress.remaining ?? []).map(resourceLabel);
}

/** Load balancers and volumes are made by the cluster's controllers: CloudFormation knows nothing of them. */
async function findLeftovers(
  api: () => Promise<KubernetesApi>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    const cluster = await api();
    const [loadBalancers, volumes] = await Promise.all([
      cluster.loadBalancers(signal),
      cluster.volumes(signal),
    ]);
    return [
      ...loadBalancers.map(({ namespace, name, hostname }) =>
        l10n.t(
          'The load balancer of service {0} ({1}) is not part of the stack. It remains and costs money until you delete it.',
          `${namespace}/${name}`,
          hostname ?? l10n.t('no address yet'),
        ),
      ),
      ...volumes.map(({ volumeId }) =>
        l10n.t(
          'The volume {0} is not part of the stack. It remains and costs money until you delete it.',
          volumeId,
        ),
      ),
    ];
  } catch (error) {
    if (isCancellation(error, signal)) throw error;
    if (hasNoApi(error)) return [];
    const { message } = toUserError(error);
    return [l10n.t('Could not check whether load balancers and volumes will remain: {0}', message)];
  }
}

/** A cluster that was never created has created nothing either. */
function hasNoApi(error: unknown): boolean {
  return error instanceof UserError && ['cluster-vanished', 'cluster-without-endpoint'].includes(error.code);
}
