import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import { conditionOf } from '../objects/metadata';
import { tell, type SentenceRow } from './failure';
import { failureOf, type Finding, type PodLook } from './pod-look';

/** Why no node takes a pod: the sentences of the scheduler, in `pkg/scheduler/framework` of Kubernetes 1.35. */
export const SCHEDULING: readonly SentenceRow[] = [
  {
    code: 'no-nodes',
    pattern: /no nodes available to schedule pods|\b0\/0 nodes are available/,
    text: () => l10n.t('The cluster has no nodes.'),
    remedy: () => l10n.t('Add a node group, or raise the number of its nodes.'),
  },
  {
    code: 'nodes-not-ready',
    pattern:
      /untolerated taint(?:\(s\))? \{node\.kubernetes\.io\/(?:not-ready|unreachable|network-unavailable)/,
    text: () => l10n.t('The nodes of the cluster are not ready.'),
    remedy: () => l10n.t('Expand the cluster’s nodes to see which; a new one takes about a minute.'),
  },
  {
    code: 'no-room',
    pattern: /Insufficient (?<resource>[\w./-]*\w)/,
    text: (value) =>
      l10n.t('No node has enough {0} left: {1}', value('resource'), asSentence(value('sentence'))),
    remedy: () => l10n.t('Request less, or add nodes.'),
  },
  {
    code: 'too-many-pods',
    pattern: /Too many pods/,
    text: (value) => l10n.t('Every node runs as many pods as it may: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Add nodes, choose a larger instance type, or turn on prefix delegation.'),
  },
  {
    code: 'too-many-volumes',
    pattern: /exceed max volume count/,
    text: () => l10n.t('Every node has as many volumes attached as it may.'),
    remedy: () => l10n.t('Add nodes, or choose an instance type that takes more volumes.'),
  },
  {
    code: 'volume-zone',
    pattern: /volume node affinity conflict/,
    text: () => l10n.t('The pod’s volume is in an Availability Zone where no node can take the pod.'),
    remedy: () => l10n.t('Add a node in that zone, or delete the claim to begin with an empty volume.'),
  },
  {
    code: 'taints',
    pattern: /untolerated taint(?:\(s\))?(?: \{(?<taint>[^}]*)\})?/,
    text: (value) =>
      l10n.t('The nodes are reserved for others (taint {0}).', value('taint').replace(/: $/, '') || '…'),
    remedy: () => l10n.t('Add a toleration to the workload, or nodes without the taint.'),
  },
  {
    code: 'node-selector',
    pattern: /didn't match Pod's node affinity\/selector|didn't match node selector/,
    text: () => l10n.t('No node has the labels that the workload selects.'),
    remedy: () => l10n.t('Change nodeSelector or nodeAffinity, or label a node.'),
  },
  {
    code: 'pod-affinity',
    pattern: /pod (?:anti-)?affinity rules|pod topology spread constraints/,
    text: (value) =>
      l10n.t('No node satisfies the affinity or spread rules of the pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Relax the rules, run fewer replicas, or add nodes.'),
  },
  {
    code: 'host-port',
    pattern: /didn't have free ports/,
    text: () => l10n.t('The host port of the pod is taken on every node.'),
    remedy: () => l10n.t('Remove hostPort from the workload, or run fewer replicas than there are nodes.'),
  },
  {
    code: 'cordoned',
    pattern: /node\(s\) were unschedulable/,
    text: () => l10n.t('The nodes are cordoned: they take no new pods.'),
    remedy: () => l10n.t('Run kubectl uncordon on a node, or add nodes.'),
  },
  {
    code: 'unschedulable',
    pattern: /^/,
    text: (value) => l10n.t('No node takes the pod: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change the workload, or add nodes.'),
  },
];

/** Karpenter, which Auto Mode is, and the cluster autoscaler say when a node is on its way, and when none will be. */
const ON_ITS_WAY = ['Nominated', 'TriggeredScaleUp'];
const NONE_COMES = /^NotTriggerScaleUp$/;
const NO_NODE_POOL = /incompatible with nodepool|no instance type|no nodepools? found/i;
/** Until one of them has decided. */
const DECISION_MS = 30_000;
/** No node takes as long to start. */
const START_MS = 15 * 60_000;

/** Whether the pod finds a node, and why not. */
export function findNode(look: PodLook): Finding | undefined {
  const { pod, events, now } = look;
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (pod.node !== '' || scheduled?.status === 'True') return undefined;
  if (scheduled?.reason === 'SchedulingGated')
    return { kind: 'progress', text: l10n.t('Held back by a scheduling gate.') };
  if (scheduled?.status !== 'False') return { kind: 'progress', text: l10n.t('Waiting for a node.') };
  const isComing = events.some(
    ({ reason, lastAt }) => ON_ITS_WAY.includes(reason) && now - lastAt < START_MS,
  );
  if (isComing) return { kind: 'progress', text: l10n.t('A node is being started for it.') };
  const noneComes = events.some(
    ({ reason, message }) => NONE_COMES.test(reason) || NO_NODE_POOL.test(message),
  );
  const since = scheduled.since ?? pod.createdAt;
  const told = tell(SCHEDULING, scheduled.message);
  return told && (noneComes || now - since >= DECISION_MS)
    ? failureOf('scheduling', told, look)
    : { kind: 'progress', text: l10n.t('Waiting for a node with room.') };
}
