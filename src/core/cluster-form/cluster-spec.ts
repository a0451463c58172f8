/** How nodes are created. */
export type Compute = ManagedCompute | AutoCompute | SelfManagedCompute;

export const COMPUTE_KINDS = [
  'managed',
  'auto',
  'self-managed',
] as const satisfies readonly Compute['kind'][];

/** A managed node group: EKS runs the Auto Scaling group, drains nodes and reports their health. */
export interface ManagedCompute extends ChosenNodes {
  readonly kind: 'managed';
  readonly capacityType: CapacityType;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Addresses of the cluster's services; where absent, EKS chooses. */
  readonly serviceIpv4Cidr?: string;
}

/** EKS Auto Mode: EKS starts the nodes that pods ask for, of types that it chooses; none at first. */
interface AutoCompute {
  readonly kind: 'auto';
  readonly serviceIpv4Cidr?: string;
}

/** An Auto Scaling group of the account's own: only the user updates, drains or repairs its nodes. */
export interface SelfManagedCompute extends ChosenNodes {
  readonly kind: 'self-managed';
  /** Such nodes must be told, so it cannot be left to EKS. */
  readonly serviceIpv4Cidr: string;
}

/** Nodes of a type and number that somebody chose. */
export interface ChosenNodes {
  readonly instanceType: string;
  /**
   * Types that EC2 may start in its place; absent: none. All have the architecture and the accelerator of the first.
   */
  readonly otherTypes?: readonly string[];
  readonly amiType: AmiType;
  /** How many there are at first. */
  readonly nodeCount: number;
  readonly minNodes: number;
  readonly maxNodes: number;
  /** Of the root volume, in GiB. */
  readonly volumeSize: number;
}

/**
 * Images of Amazon Linux 2023. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html; AL2 ended
 * on 2025-11-26.
 */
export const AL2023_AMI_TYPES = [
  'AL2023_x86_64_STANDARD',
  'AL2023_ARM_64_STANDARD',
  'AL2023_x86_64_NVIDIA',
  'AL2023_ARM_64_NVIDIA',
  'AL2023_x86_64_NEURON',
] as const;
export type Al2023AmiType = (typeof AL2023_AMI_TYPES)[number];

/** Images of Bottlerocket, the same without and with modules that are validated for FIPS 140-3. */
export const BOTTLEROCKET_AMI_TYPES = [
  'BOTTLEROCKET_x86_64',
  'BOTTLEROCKET_ARM_64',
  'BOTTLEROCKET_x86_64_NVIDIA',
  'BOTTLEROCKET_ARM_64_NVIDIA',
  'BOTTLEROCKET_x86_64_FIPS',
  'BOTTLEROCKET_ARM_64_FIPS',
  'BOTTLEROCKET_x86_64_NVIDIA_FIPS',
  'BOTTLEROCKET_ARM_64_NVIDIA_FIPS',
] as const;

export const AMI_TYPES = [...AL2023_AMI_TYPES, ...BOTTLEROCKET_AMI_TYPES] as const;
export type AmiType = (typeof AMI_TYPES)[number];

/** What nodes run; the image of it follows from the instance type. */
export const NODE_SYSTEMS = ['al2023', 'bottlerocket', 'bottlerocket-fips'] as const;
export type NodeSystem = (typeof NODE_SYSTEMS)[number];

export const CAPACITY_TYPES = ['ON_DEMAND', 'SPOT'] as const;
export type CapacityType = (typeof CAPACITY_TYPES)[number];

/**
 * Keeps pods away from nodes unless they tolerate it.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html
 */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: TaintEffect;
}
export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
export type TaintEffect = (typeof TAINT_EFFECTS)[number];

/** From where the cluster's API can be reached. `publicCidrs` empty: from everywhere. */
export type Endpoint =
  | { readonly access: 'private' }
  | { readonly access: 'public' | 'public-and-private'; readonly publicCidrs: readonly string[] };

export const ENDPOINT_ACCESSES = [
  'public-and-private',
  'public',
  'private',
] as const satisfies readonly Endpoint['access'][];

/**
 * Logs of the control plane that EKS can send to CloudWatch.
 * https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
 */
export const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;
export type LogType = (typeof LOG_TYPES)[number];

export const ADD_ONS = ['eks-pod-identity-agent', 'aws-ebs-csi-driver', 'metrics-server'] as const;
export type AddOn = (typeof ADD_ONS)[number];

/** The only one that EKS Auto Mode does not replace with something built in. */
export const AUTO_ADD_ONS = ['metrics-server'] as const satisfies readonly AddOn[];
export type AutoAddOn = (typeof AUTO_ADD_ONS)[number];

/** Upgrade policy: what EKS does when a version leaves standard support. `STANDARD`: it upgrades the cluster. */
export const SUPPORT_TYPES = ['STANDARD', 'EXTENDED'] as const;
export type SupportType = (typeof SUPPORT_TYPES)[number];

/** `keep`: what is there stays, so that the user decides. `delete`: CloudFormation deletes it at once. */
export const FAILURE_POLICIES = ['keep', 'delete'] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** A cluster as the user asked for it: what validation lets through and the template is made of. */
export interface ClusterSpec {
  readonly name: string;
  readonly environmentScope: string;
  readonly kubernetesVersion: string;
  readonly supportType: SupportType;
  readonly serviceRoleArn: string;
  readonly keyPair?: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly compute: Compute;
  readonly endpoint: Endpoint;
  readonly logTypes: readonly LogType[];
  /** For the cluster's secrets; EKS always encrypts them with its own key as well. */
  readonly kmsKeyArn?: string;
  readonly addOns: readonly AddOn[];
  /** Principals that become cluster-admin beside the provision role, each once. */
  readonly administrators: readonly string[];
  /** ARN of the managed policy that bounds every role in the stack; absent: none. */
  readonly permissionsBoundary?: string;
  /** Of every role in the stack; absent: `/`. */
  readonly rolePath?: string;
  readonly deletionProtection: boolean;
  /** For everything in the stack, in addition to ours. */
  readonly tags: Readonly<Record<string, string>>;
  readonly onFailure: FailurePolicy;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
}
