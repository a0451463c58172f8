import { emptyAutoScalingState, type AutoScalingState } from './autoscaling/state';
import type { SimulatedClock } from './clock';
import type { Ec2Port } from './ec2-port';
import { emptyEksState, type EksState } from './eks/state';
import type { IamPort } from './iam-port';
import type { LimitsPort } from './limits-port';
import { ResourceFailures } from './resource-failures';

/** What EKS and CloudFormation share with each other and with the rest of the simulated AWS. */
export interface SimulatedAws {
  readonly clock: SimulatedClock;
  readonly sts: TokenIssuer;
  readonly iam: IamPort;
  readonly ec2: Ec2Port;
  readonly limits: LimitsPort;
  /** A public parameter of SSM such as an AMI's ID; `undefined` when there is none. */
  ssmParameter(region: string, name: string): string | undefined;
  /** What an image of AWS for nodes contains; `undefined` for another image. */
  imageSystem(region: string, imageId: string): 'al2023' | 'bottlerocket' | undefined;
  readonly startKubernetesApi: StartKubernetesApi;
  readonly eks: EksState;
  readonly autoScaling: AutoScalingState;
  /** What goes wrong on purpose. */
  readonly resourceFailures: ResourceFailures;
  /** How long a new access entry takes to spread to the cluster's API servers, in simulated time. */
  readonly accessEntrySpreadMs: number;
}

/** The STS that EKS tokens point at. Its origin is known only once the sandbox listens. */
interface TokenIssuer {
  readonly origin: string;
  /** Checks the presigned GetCallerIdentity inside an EKS token; resolves to who signed it. */
  authenticate(presigned: { url: URL; clusterName: string }): Promise<TokenIdentity | undefined>;
}

export interface TokenIdentity {
  readonly principalArn: string;
  readonly sessionName: string;
}

/** What a principal may be in a cluster, once its access entry exists. */
export interface KubernetesUser {
  readonly username: string;
  readonly groups: string[];
  readonly clusterAdmin: boolean;
}

/** What the AWS side tells a cluster's API server. */
export interface ClusterAccess {
  readonly stsOrigin: string;
  authenticate(presigned: { url: URL; clusterName: string }): Promise<TokenIdentity | undefined>;
  accessEntry(principalArn: string): KubernetesUser | undefined;
}

/** A node as its kubelet registers it. */
export interface NewNode {
  readonly ready: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
  /** `cpu`, `memory` and `pods` that it has for pods, where they matter. */
  readonly capacity?: Readonly<Record<string, string>>;
}

/** In Kubernetes' own terms. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** The part of a cluster's Kubernetes API that EKS drives. */
export interface KubernetesApi {
  readonly endpoint: string;
  /** CA certificate, PEM in base64. */
  readonly caData: string;
  addNode(name: string, node: NewNode): void;
  setNodeReady(name: string): void;
  removeNode(name: string): void;
  /** A storage driver registers itself as a CSIDriver. */
  addDriver(name: string): void;
  /** metrics-server registers the API that it serves. */
  installMetrics(): void;
  /** Calls `listener` whenever a pod finds no node. */
  onWaitingPod(listener: () => void): void;
  stop(): Promise<void>;
}

export type StartKubernetesApi = (cluster: {
  clusterName: string;
  version: string;
  autoMode: boolean;
  access: ClusterAccess;
}) => Promise<KubernetesApi>;

const ACCESS_ENTRY_SPREAD_MS = 20_000;

/** A simulated AWS without clusters. */
export function createWorld(
  parts: Omit<SimulatedAws, 'eks' | 'autoScaling' | 'resourceFailures' | 'accessEntrySpreadMs'> & {
    accessEntrySpreadMs?: number;
  },
): SimulatedAws {
  return {
    accessEntrySpreadMs: ACCESS_ENTRY_SPREAD_MS,
    ...parts,
    eks: emptyEksState(),
    autoScaling: emptyAutoScalingState(),
    resourceFailures: new ResourceFailures(),
  };
}

/** Stops the Kubernetes API of every cluster, of those too that are still to come up. */
export async function stopSimulatedAws(aws: SimulatedAws): Promise<void> {
  aws.eks.ended = true;
  const apis = aws.eks.clusters.flatMap(({ controlPlane }) =>
    'api' in controlPlane ? [controlPlane.api] : [],
  );
  await Promise.all(apis.map((api) => api.stop()));
}
