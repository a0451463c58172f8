import { createHash } from 'node:crypto';

/** How long AWS takes, in milliseconds. Most are field reports: AWS publishes none of them. */
const DURATIONS = {
  /** Terraform 9m30s (Nov 2025), 10m06s (Nov 2024); users see 8 to 14 min. aws/containers-roadmap#1227 */
  'create cluster': 570_000,
  /** Terraform reports 2 to 4 min for `eks_cluster` destroy. */
  'delete cluster': 150_000,
  /** Terraform 1m48s to 1m59s after the cluster (Oct 2024). */
  'create nodegroup': 110_000,
  /** Nodes are drained first; Terraform reports 2 to 4 min. */
  'delete nodegroup': 160_000,
  /** kubelet registers about a minute after RunInstances, and is Ready when the CNI's pod runs. */
  'register node': 55_000,
  'ready node': 25_000,
  /** EKS reports NodeCreationFailure about 15 min after the instances started. */
  'give up on nodes': 845_000,
  /** eks-pod-identity-agent and other DaemonSets; EBS CSI after nodes takes 20 to 60 s. */
  'create addon': 35_000,
  /** 15 to 20 min without nodes: pulumi-eks#1819. */
  'give up on addon': 1_200_000,
  'delete addon': 20_000,
  'create access entry': 3_000,
  'delete access entry': 2_000,
  'create pod identity association': 3_000,
  'delete pod identity association': 2_000,
  /** CloudFormation waits for the role to spread: 15 to 20 s in stack events. */
  'create role': 15_000,
  /** Unverified; a change spreads like a new role, and CloudFormation waits for that too. */
  'update role': 15_000,
  'delete role': 2_000,
  /** About 2 min in CloudFormation's standard mode. */
  'create instance profile': 120_000,
  'delete instance profile': 2_000,
  'create launch template': 4_000,
  'delete launch template': 2_000,
  /** Unverified; the group is there with the answer, and its first instance a little later. */
  'create Auto Scaling group': 4_000,
  'delete Auto Scaling group': 15_000,
  'launch instance': 20_000,
  'terminate instance': 60_000,
  /** From CREATE_IN_PROGRESS to "Resource creation Initiated": the service's answer to the create call. */
  'initiate resource': 1_500,
  /** From the last resource to the stack's own event, and from the call to the first resource. */
  'settle stack': 1_000,
} as const satisfies Record<string, number>;

export type TimedStep = keyof typeof DURATIONS;

const JITTER = 0.1;

/**
 * How long a step takes for one subject: within 10 % of the usual, and the same at each run.
 * @param subject what tells this run of the step from others, such as a cluster's name
 */
export function duration(step: TimedStep, subject: string): number {
  const digest = createHash('sha256').update(`${step} ${subject}`).digest();
  const position = digest.readUInt32BE(0) / 0xff_ff_ff_ff;
  return Math.round(DURATIONS[step] * (1 + JITTER * (2 * position - 1)));
}
