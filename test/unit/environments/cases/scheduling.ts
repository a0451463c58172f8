import { event } from '../recorded';
import { type FailureCase, unscheduled, web } from './case';

const unplaced = (message: string, ...events: readonly unknown[]) =>
  web(unscheduled(message), event('FailedScheduling', message), ...events);

/** kube-scheduler 1.30 to 1.35. */
export const SCHEDULING_CASES: readonly FailureCase[] = [
  { code: 'no-nodes', says: /has no nodes/, objects: unplaced('no nodes available to schedule pods') },
  {
    code: 'nodes-not-ready',
    says: /nodes of the cluster are not ready/,
    objects: unplaced(
      '0/1 nodes are available: 1 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    ),
  },
  {
    code: 'no-room',
    says: /^No node has enough cpu left/,
    objects: unplaced(
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    ),
  },
  {
    code: 'too-many-pods',
    says: /as many pods as it may/,
    objects: unplaced(
      '0/1 nodes are available: 1 Too many pods. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    ),
  },
  {
    code: 'too-many-volumes',
    says: /as many volumes/,
    objects: unplaced('0/1 nodes are available: 1 node(s) exceed max volume count.'),
  },
  {
    code: 'volume-zone',
    says: /Availability Zone/,
    objects: unplaced('0/2 nodes are available: 2 node(s) had volume node affinity conflict.'),
  },
  {
    code: 'taints',
    says: /taint dedicated: gpu/,
    objects: unplaced('0/2 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}.'),
  },
  {
    code: 'node-selector',
    says: /labels that the workload selects/,
    objects: unplaced("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."),
  },
  {
    code: 'pod-affinity',
    says: /affinity or spread rules/,
    objects: unplaced("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules."),
  },
  {
    code: 'host-port',
    says: /host port/,
    objects: unplaced(
      "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    ),
  },
  {
    code: 'cordoned',
    says: /cordoned/,
    objects: unplaced('0/1 nodes are available: 1 node(s) were unschedulable.'),
  },
  {
    code: 'unschedulable',
    says: /^No node takes the pod/,
    objects: unplaced('0/1 nodes are available: 1 node(s) had a strange mood.'),
  },
];
