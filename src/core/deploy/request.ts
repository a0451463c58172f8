import type { Project } from '../cluster/environment-names';
import type { Address } from '../environments/addresses/address';
import type { Failure } from '../environments/failures/failure';
import type { HelmPort } from '../ports/deploy-tools';
import type { Clock } from '../ports/clock';
import type { KubernetesApi } from '../ports/kubernetes';
import type { ClusterWatcher } from '../ports/watch';
import type { AppSettings } from './settings';

/** One attempt to bring an image into an environment, as the user has confirmed it. */
export interface DeployRequest {
  readonly project: Project;
  /** Its name, for example `review/login`. */
  readonly environment: string;
  /** It exists. */
  readonly namespace: string;
  /** Of this environment: `settingsFor` merges them. */
  readonly settings: AppSettings;
  readonly exposure: Exposure;
  readonly deployer: Deployer;
  readonly commit: Commit;
  /** Who deploys, as colleagues are to read it. */
  readonly by: string;
}

/** Who reaches an app. */
export type Exposure =
  /** Those who may use the cluster, through the editor. */
  | { readonly kind: 'forward' }
  /** What is in the VPC, by a load balancer of its own. */
  | { readonly kind: 'internal'; readonly subnets: readonly string[] }
  /** The internet, by a load balancer of its own. `subnets`: IDs; empty leaves the choice to the cluster's controller. */
  | { readonly kind: 'public'; readonly subnets: readonly string[] }
  /** By an Ingress. `controller`: whose annotations are needed. */
  | {
      readonly kind: 'domain';
      readonly host: string;
      readonly ingressClass: string;
      readonly controller: 'auto-mode' | 'load-balancer-controller' | 'other';
      readonly certificateArn?: string;
    };

/** What turns an image into objects. */
export type Deployer =
  | { readonly kind: 'built-in' }
  /** Objects of the user's own, from files or as kustomize has rendered them: YAML of one document or several. */
  | { readonly kind: 'manifests' | 'kustomize'; readonly documents: readonly string[] }
  | {
      readonly kind: 'helm';
      /** Its folder, absolute. */
      readonly chart: string;
      /** The text of its `values.yaml`; empty where it has none. */
      readonly defaults: string;
      /** Absolute. */
      readonly valuesFiles: readonly string[];
    };

export interface Commit {
  /** All of it; empty where the folder is in no repository. */
  readonly sha: string;
  /** The branch or tag; empty where there is none. */
  readonly ref: string;
  /** There are changes that are not committed. */
  readonly isDirty: boolean;
}

/** What runs in the cluster. */
export interface DeployedImage {
  /** By digest, for example `…/shop-1a2b3c4d@sha256:…`. */
  readonly reference: string;
  /** A hash of how it was built, the commit aside; absent where it was not. */
  readonly builtFrom?: string;
  /** That of the nodes it was built for; absent where it runs on any of them. */
  readonly architecture?: string;
  /** Where it listens. */
  readonly port: number;
}

/** What tells whether a commit was built before. */
export interface EarlierDeployment {
  readonly commit: string;
  readonly isDirty: boolean;
  readonly image: string;
  readonly builtFrom?: string | undefined;
}

/** In this order; the first three are skipped for an image that exists. */
export type DeployStep = 'test' | 'build' | 'push' | 'apply' | 'roll-out' | 'address';

export interface DeployProgress {
  readonly step: DeployStep;
  /** Absent until it is known. */
  readonly number?: number;
  /** What is waited for: a sentence; empty where nothing in particular is known. */
  readonly waitingFor: string;
}

/** How a deployment ended. A failure before anything reached the cluster is thrown, and so is the reason of an abort. */
export type DeploymentOutcome =
  | { readonly kind: 'succeeded'; readonly number: number; readonly addresses: readonly Address[] }
  | {
      readonly kind: 'failed';
      readonly number: number;
      readonly failure: Pick<Failure, 'code' | 'text' | 'remedy' | 'lines' | 'log'>;
      /** The deployment whose pods still serve; absent where none does. */
      readonly stillServing?: number;
    };

/** The calls of a cluster that a deployment makes. */
export type DeployCluster = Pick<
  KubernetesApi,
  'read' | 'list' | 'delete' | 'create' | 'replace' | 'patch' | 'applyShared'
>;

/** What a deployment is run with. */
export interface DeployPorts {
  /** As the environment's own account where the cluster is managed. */
  readonly cluster: DeployCluster;
  /** Shared with all who look at the cluster. */
  readonly watcher: ClusterWatcher;
  /**
   * Tests, builds and pushes, or finds what exists.
   * @param enter called when a step begins
   * @param earlier deployments of the environment, newest first
   */
  readonly makeImage: (
    enter: (step: DeployStep) => void,
    earlier: readonly EarlierDeployment[],
    signal: AbortSignal,
  ) => Promise<DeployedImage>;
  /** In the same cluster, as the same account. */
  readonly helm: HelmPort;
  /** As the extension's own identity: who deploys into a namespace may not read storage classes. */
  readonly wholeCluster: Pick<KubernetesApi, 'storageClasses'>;
  /** Cryptographically secure. */
  readonly randomBytes: (count: number) => Buffer;
  readonly clock: Clock;
  /** Tells this run from all others, on all machines. */
  readonly holder: string;
}
