import type {
  AddOn,
  AutoAddOn,
  CapacityType,
  Compute,
  Endpoint,
  FailurePolicy,
  LogType,
  NodeSystem,
  SupportType,
} from './cluster-spec';

/** The content of the form, as typed: text where the user types, ids where the user chooses. Kept by the host. */
export interface Draft {
  readonly roleArn: string;
  readonly region: string;
  readonly name: string;
  readonly environmentScope: string;
  readonly kubernetesVersion: string;
  readonly serviceRoleArn: string;
  /** Empty: no key pair. */
  readonly keyPair: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly compute: Compute['kind'];
  readonly instanceType: string;
  /** One a line, or with commas between them. Empty: no others. */
  readonly otherTypes: string;
  readonly system: NodeSystem;
  readonly nodeCount: string;
  /** Empty: one. */
  readonly minNodes: string;
  /** Empty: the node count. */
  readonly maxNodes: string;
  readonly capacityType: CapacityType;
  /** GiB. */
  readonly volumeSize: string;
  /** One `key=value` a line. */
  readonly labels: string;
  /** One `key=value:effect` a line. */
  readonly taints: string;
  readonly endpointAccess: Endpoint['access'];
  /** One a line, or with commas between them. Empty: from everywhere. */
  readonly publicCidrs: string;
  readonly logTypes: readonly LogType[];
  /** Empty: a key of EKS's own. */
  readonly kmsKeyArn: string;
  /** Empty: one that is outside the VPC. */
  readonly serviceIpv4Cidr: string;
  readonly deletionProtection: boolean;
  /** For nodes that do not come from Auto Mode. */
  readonly addOns: readonly AddOn[];
  /** For a cluster in Auto Mode. */
  readonly autoAddOns: readonly AutoAddOn[];
  readonly supportType: SupportType;
  /** Whether the user's own identity becomes cluster-admin. */
  readonly ownAccess: boolean;
  /** ARNs of further cluster administrators, one a line. */
  readonly administrators: string;
  /** ARN of a managed policy. Empty: none. */
  readonly permissionsBoundary: string;
  /** Empty: `/`. */
  readonly rolePath: string;
  /** One `key=value` a line. */
  readonly tags: string;
  readonly onFailure: FailurePolicy;
  readonly managed: boolean;
  readonly namespacePerEnvironment: boolean;
  /** `id` of one of the {@link LevelOption}s. */
  readonly level: string;
  /** Consent to the profile that `aws eks get-token` needs for a role with an external ID. */
  readonly writeProfile: boolean;
}

export type Field = keyof Draft;

/** In the order of the page. */
export const EMPTY_DRAFT: Draft = {
  roleArn: '',
  region: '',
  name: '',
  environmentScope: '*',
  kubernetesVersion: '',
  serviceRoleArn: '',
  keyPair: '',
  vpcId: '',
  subnetIds: [],
  securityGroupId: '',
  compute: 'managed',
  instanceType: '',
  otherTypes: '',
  system: 'al2023',
  nodeCount: '3',
  minNodes: '',
  maxNodes: '',
  capacityType: 'ON_DEMAND',
  volumeSize: '20',
  labels: '',
  taints: '',
  endpointAccess: 'public-and-private',
  publicCidrs: '',
  logTypes: [],
  kmsKeyArn: '',
  serviceIpv4Cidr: '',
  deletionProtection: false,
  addOns: ['eks-pod-identity-agent', 'aws-ebs-csi-driver', 'metrics-server'],
  autoAddOns: [],
  supportType: 'STANDARD',
  ownAccess: true,
  administrators: '',
  permissionsBoundary: '',
  rolePath: '',
  tags: '',
  onFailure: 'keep',
  managed: true,
  namespacePerEnvironment: true,
  level: '',
  writeProfile: true,
};

/** What is wrong with one field: a sentence, and what to do about it. */
export interface FieldProblem {
  readonly message: string;
  readonly remedy: string;
}

export type DraftProblems = { readonly [F in Field]?: FieldProblem };
