import * as l10n from '@vscode/l10n';
import { counted } from '../../counted';
import { KubernetesError, type KubernetesNode } from '../../ports/kubernetes';
import { connectToCluster, describeCluster } from './connect-cluster';
import type { Creation } from '../operation';
import type { OperationContext } from '../operation-context';
import { poll } from '../../poll';

const DEADLINE_MS = 120_000;
const RETRY_MS = 3_000;

/** A cluster in Auto Mode has no nodes yet, and needs none to be of use. @returns how many nodes are ready */
export async function countNodes(context: OperationContext<Creation>, signal: AbortSignal): Promise<number> {
  const { compute } = context.operation.spec;
  switch (compute.kind) {
    case 'managed':
    case 'self-managed':
      return countReady(context, compute.nodeCount, signal);
    case 'auto':
      context.step('nodes', 'complete');
      context.note(l10n.t('Nodes start when pods need them.'));
      return 0;
  }
}

/** The group of nodes is complete when its instances are; the last of them may still turn Ready. */
async function countReady(
  context: OperationContext<Creation>,
  expected: number,
  signal: AbortSignal,
): Promise<number> {
  const { clock } = context.deps;
  const api = await connectToCluster(context, await describeCluster(context, signal));
  let ready = 0;
  const look = async () => {
    ready = (await nodesOrNone(() => api.nodes(signal))).filter((node) => node.ready).length;
    context.step(
      'nodes',
      ready >= expected ? 'complete' : 'inProgress',
      counted(expected, {
        one: l10n.t('{0} of 1 node ready', ready),
        many: l10n.t('{0} of {1} nodes ready', ready, expected),
      }),
    );
    return ready >= expected ? ready : undefined;
  };
  return (await poll(look, { everyMs: RETRY_MS, forMs: DEADLINE_MS }, clock, signal)) ?? ready;
}

/** A cluster that cannot be asked from here has been noted already; its nodes count as none. */
async function nodesOrNone(
  ask: () => Promise<readonly KubernetesNode[]>,
): Promise<readonly KubernetesNode[]> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof KubernetesError) return [];
    throw error;
  }
}
