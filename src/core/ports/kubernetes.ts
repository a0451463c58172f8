/** How to reach a cluster's API. The token is asked for at each call: ours live minutes, not hours. */
export interface KubernetesTarget {
  readonly endpoint: string;
  /** PEM, base64. */
  readonly certificateAuthority: string;
  readonly token: () => Promise<string>;
}

export interface KubernetesPort {
  connect(target: KubernetesTarget): KubernetesApi;
}

/** The few calls of the Kubernetes API that core makes. They throw {@link KubernetesError}. */
export interface KubernetesApi {
  /** Server-side apply under our field manager. */
  apply(object: KubernetesObject, signal: AbortSignal): Promise<void>;
  nodes(signal: AbortSignal): Promise<readonly KubernetesNode[]>;
  storageClasses(signal: AbortSignal): Promise<readonly { name: string; isDefault: boolean }[]>;
  /** Services of type LoadBalancer, of all namespaces. */
  loadBalancers(signal: AbortSignal): Promise<readonly LoadBalancer[]>;
  /** Volumes of EBS. */
  volumes(signal: AbortSignal): Promise<readonly Volume[]>;
  /** TokenRequest for a service account. @returns the token, good for an hour */
  serviceAccountToken(account: { name: string; namespace: string }, signal: AbortSignal): Promise<string>;
  /** `data.token` of a `kubernetes.io/service-account-token` Secret, decoded; `undefined` until the controller filled it. */
  secretToken(secret: { name: string; namespace: string }, signal: AbortSignal): Promise<string | undefined>;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface LoadBalancer {
  readonly namespace: string;
  readonly name: string;
  /** Absent until AWS has made it. */
  readonly hostname?: string;
}

export interface Volume {
  readonly name: string;
  /** EC2's own. */
  readonly volumeId: string;
  /** The reclaim policy is Delete: it goes with its claim. */
  readonly deletedWithClaim: boolean;
}

export interface KubernetesNode {
  readonly name: string;
  readonly ready: boolean;
}

export class KubernetesError extends Error {
  constructor(
    /** `unreachable`: DNS, connection or TLS. */
    readonly kind: 'unauthorized' | 'forbidden' | 'unreachable' | 'conflict' | 'invalid' | 'other',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KubernetesError';
  }

  /** Every bundle carries its own copy of this class, so the name decides and not the identity. */
  static override [Symbol.hasInstance](value: unknown): value is KubernetesError {
    return value instanceof Error && value.name === 'KubernetesError';
  }

  /** Access entries and DNS take a while to spread: these pass by themselves on a new cluster. */
  get passesOnNewCluster(): boolean {
    return this.kind === 'unauthorized' || this.kind === 'forbidden' || this.kind === 'unreachable';
  }
}
