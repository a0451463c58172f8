import { randomUUID } from 'node:crypto';
import type { NewNode } from '../simulated-aws';
import type { Cluster } from './cluster';
import { fieldsAt, textAt, timestamp, type Fields } from './objects';
import { sameResource } from './resource-types';
import type { ObjectStore } from './store';

export const NODES = { group: '', plural: 'nodes' };
const PODS = { group: '', plural: 'pods' };

/** Of an m5.large, and what is left of it for pods: https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html */
const CAPACITY = { cpu: '2', memory: '7934324Ki', 'ephemeral-storage': '83873772Ki', pods: '29' };
const ALLOCATABLE = { ...CAPACITY, cpu: '1930m', memory: '7244148Ki' };

/** A kubelet registers its node; it is ready once the network plugin's pod runs. */
export function registerNode(cluster: Cluster, name: string, node: NewNode): void {
  const now = timestamp(cluster.now());
  cluster.store.put(NODES, {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: randomUUID(),
      creationTimestamp: now,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        ...node.labels,
      },
    },
    spec: node.taints.length > 0 ? { taints: node.taints.map((taint) => ({ ...taint })) } : {},
    status: {
      capacity: { ...CAPACITY, ...node.capacity },
      allocatable: { ...ALLOCATABLE, ...node.capacity },
      addresses: [
        { type: 'InternalIP', address: addressOf(name) },
        { type: 'Hostname', address: name },
      ],
      conditions: conditions(node.ready, now),
      nodeInfo: {
        kubeletVersion: `v${cluster.version}.0-eks-0000000`,
        operatingSystem: 'linux',
        architecture: 'amd64',
        osImage: 'Amazon Linux 2023',
        containerRuntimeVersion: 'containerd://2.1.0',
      },
    },
  });
}

/** The node's kubelet reports that it takes pods. */
export function reportNodeReady(cluster: Cluster, name: string): void {
  const node = cluster.store.get(NODES, { name });
  if (!node) throw new Error(`there is no node ${name} to become ready`);
  const status = { ...(node.status as Fields), conditions: conditions(true, timestamp(cluster.now())) };
  cluster.store.put(NODES, { ...node, status });
}

/** A pod that names no node waits for the scheduler, which finds one or does not. */
export function onUnscheduledPod(store: ObjectStore, listener: () => void): void {
  store.onChange(({ type, resource, object }) => {
    if (type !== 'ADDED' || !sameResource(resource, PODS)) return;
    if (textAt(fieldsAt(object, 'spec'), 'nodeName') === undefined) listener();
  });
}

/** AWS names a node by its address: `ip-10-0-1-23.ec2.internal`. */
function addressOf(name: string): string {
  return /^ip-(\d+-\d+-\d+-\d+)/.exec(name)?.[1]?.replaceAll('-', '.') ?? '10.0.0.10';
}

function conditions(ready: boolean, now: string): Fields[] {
  const times = { lastHeartbeatTime: now, lastTransitionTime: now };
  const healthy = ['MemoryPressure', 'DiskPressure', 'PIDPressure'].map((type) => ({
    type,
    status: 'False',
    ...times,
  }));
  const readiness = ready
    ? { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
    : {
        status: 'False',
        reason: 'KubeletNotReady',
        message: 'container runtime network not ready: NetworkPluginNotReady: cni plugin not initialized',
      };
  return [...healthy, { type: 'Ready', ...readiness, ...times }];
}
