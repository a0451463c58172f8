import type { KubernetesApi } from '../simulated-aws';

/** All clusters of all simulated accounts and regions. */
export interface EksState {
  clusters: Cluster[];
  /** Once the sandbox ends, no cluster comes up any more. */
  ended: boolean;
}

export function emptyEksState(): EksState {
  return { clusters: [], ended: false };
}

/** Where a cluster lives; cluster names are unique within it. */
export interface AccountRegion {
  readonly accountId: string;
  readonly partition: string;
  readonly region: string;
}

export interface ClusterSettings {
  readonly name: string;
  readonly version: string;
  readonly roleArn: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly endpointPublicAccess: boolean;
  readonly endpointPrivateAccess: boolean;
  readonly publicAccessCidrs: readonly string[];
  readonly serviceIpv4Cidr: string;
  readonly authenticationMode: string;
  readonly supportType: string;
  readonly logging: readonly string[];
  /** Of the customer's key for the cluster's secrets; `undefined`: EKS encrypts them with one of its own. */
  readonly keyArn: string | undefined;
  readonly tags: Tags;
  readonly autoMode: AutoMode | undefined;
}

/** EKS starts and stops the nodes. */
export interface AutoMode {
  readonly nodePools: readonly string[];
  readonly nodeRoleArn: string | undefined;
}

export type Tags = Readonly<Record<string, string>>;

export interface Cluster extends ClusterSettings {
  readonly accountRegion: AccountRegion;
  readonly arn: string;
  readonly createdAt: Date;
  /** Random in AWS too: it is in the issuer URL and in the endpoint's host name. */
  readonly id: string;
  readonly securityGroupId: string;
  controlPlane: ControlPlane;
  deletionProtection: boolean;
  readonly updates: Map</* ID */ string, ClusterUpdate>;
  /** Resolves when the creation or deletion in progress has ended. */
  settled: Promise<void>;
  issues: readonly Issue[];
  readonly nodegroups: Map<string, Nodegroup>;
  readonly addons: Map<string, Addon>;
  /** By name in Kubernetes: of node groups, of Auto Mode, and self-managed. */
  readonly nodes: Map<string, { readonly ready: boolean }>;
  /** By principal ARN. */
  readonly accessEntries: Map<string, AccessEntry>;
  /** By association ID. */
  readonly podIdentities: Map<string, PodIdentityAssociation>;
}

/** A change of a cluster; the few that there are take effect at once. */
export interface ClusterUpdate {
  readonly type: 'DeletionProtectionUpdate';
  readonly createdAt: Date;
  readonly params: readonly { readonly type: string; readonly value: string }[];
}

/** Endpoint and CA exist only once the control plane is up. */
type ControlPlane =
  { readonly status: 'CREATING' } | { readonly status: 'ACTIVE' | 'DELETING'; readonly api: KubernetesApi };

export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly resourceIds: readonly string[];
}

type Lifecycle = 'CREATING' | 'ACTIVE' | 'DELETING' | 'CREATE_FAILED' | 'DELETE_FAILED';

export interface Nodegroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly version: string;
  readonly nodeRole: string;
  readonly subnetIds: readonly string[];
  readonly instanceTypes: readonly string[];
  readonly amiType: string;
  readonly capacityType: string;
  scaling: { readonly minSize: number; readonly desiredSize: number; readonly maxSize: number };
  readonly launchTemplate: { readonly id: string; readonly version: string } | undefined;
  /** GiB; `undefined` where the launch template says. */
  readonly diskSize: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodegroupTaint[];
  readonly tags: Tags;
  status: Lifecycle;
  settled: Promise<void>;
  issues: readonly Issue[];
  nodes: readonly string[];
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html */
export interface NodegroupTaint {
  readonly key: string;
  readonly value: string | undefined;
  readonly effect: string;
}

export interface Addon {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  readonly version: string;
  readonly podIdentityAssociationArns: readonly string[];
  readonly tags: Tags;
  status: Lifecycle;
  settled: Promise<void>;
  issues: readonly Issue[];
}

export interface AccessEntry {
  readonly arn: string;
  readonly principalArn: string;
  readonly type: string;
  readonly username: string;
  readonly groups: readonly string[];
  policies: readonly AccessPolicy[];
  readonly createdAt: Date;
  readonly tags: Tags;
  /** False until the entry has spread to the cluster's API servers, which answer 401 meanwhile. */
  effective: boolean;
}

export interface AccessPolicy {
  readonly policyArn: string;
  readonly scope: { readonly type: string; readonly namespaces: readonly string[] };
  readonly associatedAt: Date;
}

export interface PodIdentityAssociation {
  readonly arn: string;
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly createdAt: Date;
  readonly tags: Tags;
}
