/** How nodes come to be. */
export type Compute = ManagedCompute | AutoCompute | SelfManagedCompute;

export const COMPUTE_KINDS = [
  'managed',
  'auto',
  'self-managed',
] as const satisfies readonly Compute['kind'][];

/** A managed node group: EKS runs the Auto Scaling group, drains nodes and reports their health. */
export interface ManagedCompute {
  readonly kind: 'managed';
  readonly instanceType: string;
  readonly amiType: AmiType;
  /** Desired and maximum size; the minimum is 1. */
  readonly nodeCount: number;
}

/** EKS Auto Mode: EKS starts the nodes that pods ask for, of types that it chooses; none at first. */
export interface AutoCompute {
  readonly kind: 'auto';
}

/** An Auto Scaling group of the account's own: nobody but the user updates, drains or repairs its nodes. */
export interface SelfManagedCompute {
  readonly kind: 'self-managed';
  readonly instanceType: string;
  readonly amiType: AmiType;
  /** Desired and maximum size; the minimum is 1. */
  readonly nodeCount: number;
  /** Addresses of the cluster's services, outside the VPC's: such nodes must be told, so it cannot be left to EKS. */
  readonly serviceIpv4Cidr: string;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html; AL2 ended on 2025-11-26. */
export const AMI_TYPES = [
  'AL2023_x86_64_STANDARD',
  'AL2023_ARM_64_STANDARD',
  'AL2023_x86_64_NVIDIA',
  'AL2023_ARM_64_NVIDIA',
  'AL2023_x86_64_NEURON',
] as const;
export type AmiType = (typeof AMI_TYPES)[number];

/** A cluster as the user asked for it: what validation lets through and the template is made of. */
export interface ClusterSpec {
  readonly name: string;
  readonly environmentScope: string;
  readonly kubernetesVersion: string;
  /** `unknown` where EKS did not say. */
  readonly versionSupport: 'standard' | 'extended' | 'unknown';
  readonly serviceRoleArn: string;
  readonly keyPair?: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly compute: Compute;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
}
