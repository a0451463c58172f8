import type { AnswerFault } from '../errors/answer';

/** How to reach a cluster's API. The token is asked for at each call: ours live minutes, not hours. */
export interface KubernetesTarget {
  readonly endpoint: string;
  /** PEM, base64. */
  readonly certificateAuthority: string;
  readonly token: () => Promise<string>;
  /** Drops a token that was refused, so that the next is another; absent where there is no other. */
  readonly renewToken?: () => void;
  /** The user entered the token: neither AWS nor an access entry has to do with it. */
  readonly isUserToken?: true;
}

export interface KubernetesPort {
  connect(target: KubernetesTarget): KubernetesApi;
  /** Checks the server at a URL that the user typed. Sends the token only to a server that the CA vouches for. */
  probe(target: KubernetesTarget, signal: AbortSignal): Promise<Probe>;
}

export type Probe =
  | { readonly kind: 'kubernetes'; readonly version: string }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'not-kubernetes'; readonly detail: string }
  /** The answer was not read, or not to its end. */
  | { readonly kind: 'unusable'; readonly fault: AnswerFault }
  /** `code`: Node's own, for example `ECONNREFUSED`. */
  | { readonly kind: 'unreachable'; readonly code: string; readonly detail: string };

/** The few calls of the Kubernetes API that core makes. They throw {@link KubernetesError}. */
export interface KubernetesApi {
  /**
   * Server-side apply under our field manager. Takes over fields of others: ask before, where the object may be theirs.
   */
  apply(object: KubernetesObject, signal: AbortSignal): Promise<void>;
  /** The same, but fields that somebody else manages and that would change are a `conflict`, which names them. */
  applyShared(object: KubernetesObject, signal: AbortSignal): Promise<void>;
  /** An object that is there already is a `conflict`. It may be ours: an answer may be lost. */
  create(object: KubernetesObject, signal: AbortSignal): Promise<void>;
  /**
   * The whole object. One that changed since its `resourceVersion` was read is a `conflict`; an absent one is
   * `not-found`.
   */
  replace(object: KubernetesObject, signal: AbortSignal): Promise<void>;
  /**
   * Changes what the merge patch (RFC 7396) names, and nothing else: `null` takes a field away. An absent object is
   * `not-found`.
   */
  patch(object: ObjectReference, change: object, signal: AbortSignal): Promise<void>;
  /** The object as it is; `undefined` where there is none. */
  read(object: ObjectReference, signal: AbortSignal): Promise<KubernetesObject | undefined>;
  /** All pages; of all namespaces unless one is named. */
  list(query: ObjectQuery, signal: AbortSignal): Promise<readonly KubernetesObject[]>;
  /** Sets annotations of an object that is somebody else's, and nothing else of it. */
  annotate(
    object: ObjectReference,
    annotations: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<void>;
  /** Deletes what is there; an absent object is fine. What hangs on it goes in the background. */
  delete(object: ObjectReference, signal: AbortSignal): Promise<void>;
  /** What the API server answers to *may I?* (SelfSubjectAccessReview). */
  can(access: Access, signal: AbortSignal): Promise<boolean>;
  /** The API server's own, for example `v1.33.1-eks-1234567`. */
  version(signal: AbortSignal): Promise<string>;
  nodes(signal: AbortSignal): Promise<readonly KubernetesNode[]>;
  storageClasses(signal: AbortSignal): Promise<readonly { name: string; isDefault: boolean }[]>;
  /** Services of type LoadBalancer, of all namespaces. */
  loadBalancers(signal: AbortSignal): Promise<readonly LoadBalancer[]>;
  /** Volumes of EBS. */
  volumes(signal: AbortSignal): Promise<readonly Volume[]>;
  /** TokenRequest for a service account. @returns the token, good for an hour */
  serviceAccountToken(account: { name: string; namespace: string }, signal: AbortSignal): Promise<string>;
  /**
   * `data.token` of a `kubernetes.io/service-account-token` Secret, decoded; `undefined` until the controller filled
   * it.
   */
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
    readonly resourceVersion?: string;
    /** Kubernetes sets it: the object is on its way out. */
    readonly deletionTimestamp?: unknown;
  };
  readonly [field: string]: unknown;
}

export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ObjectQuery {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  /** Those alone that carry all of them. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** `*` means every verb, group or resource. */
export interface Access {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
  /** Of one object; of all of them, unless it is given. */
  readonly name?: string;
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
  /** As Go and OCI name it: `amd64`, `arm64`; absent until the node says. */
  readonly architecture?: string;
}

export class KubernetesError extends Error {
  constructor(
    /**
     * `unreachable`: DNS, connection or TLS; `expired`: the list or watch goes back too far to be continued; `busy`:
     * the server itself failed, and may do it later.
     */
    readonly kind:
      | 'unauthorized'
      | 'forbidden'
      | 'not-found'
      | 'unreachable'
      | 'conflict'
      | 'expired'
      | 'invalid'
      | 'busy'
      | 'other',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KubernetesError';
  }

  /**
   * Access entries and DNS take a while to spread, and API servers to start: these pass by themselves on a new cluster.
   */
  get isTransientOnNewCluster(): boolean {
    return ['unauthorized', 'forbidden', 'unreachable', 'busy'].includes(this.kind);
  }
}
