import type { KubernetesTarget } from './kubernetes';

export interface PodReference {
  readonly namespace: string;
  readonly pod: string;
}

export interface ContainerReference extends PodReference {
  readonly container: string;
}

/** What a process in a container says, in order. The last is its end. */
export type ProcessEvent =
  | { readonly kind: 'output'; readonly from: 'stdout' | 'stderr'; readonly data: Uint8Array }
  | { readonly kind: 'exited'; readonly code: number }
  /** It was not started, or not to its end: Kubernetes' own sentence. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The connection ended without a word: the pod or its node is gone, for example. */
  | { readonly kind: 'lost' };

/** A process in a container. */
export interface ContainerProcess {
  /** For one reader, at whose pace the process writes. To leave it ends the process' connection. */
  readonly events: AsyncIterable<ProcessEvent>;
  write(data: Uint8Array): Promise<void>;
  /** No more input comes. Older API servers do not know of that: `false`. */
  endInput(): Promise<boolean>;
  /** Of a terminal. */
  resize(size: { readonly columns: number; readonly rows: number }): Promise<void>;
  close(): void;
}

/** `terminal` mixes both outputs, as a terminal does; `pipes` keep them apart. */
export type ProcessKind = 'terminal' | 'pipes';

export interface LogOptions {
  /** Of the container that ran before this one. */
  readonly previous?: true;
  /** It continues as long as the container writes. */
  readonly follow?: true;
  /** The last lines only. */
  readonly tailLines?: number;
  /** RFC 3339. */
  readonly sinceTime?: string;
  /** Each line begins with its time. */
  readonly timestamps?: true;
}

/** One connection to a port of a pod. */
export interface ForwardedConnection {
  /** Ends with the connection. Fails with Kubernetes' own sentence, for example where nothing listens. */
  readonly received: AsyncIterable<Uint8Array>;
  send(data: Uint8Array): Promise<void>;
  close(): void;
}

/** Ways into the pods of one cluster. They fail as the calls of a cluster do, and end with the signal. */
export interface ClusterStreams {
  exec(
    container: ContainerReference,
    command: readonly string[],
    kind: ProcessKind,
    signal: AbortSignal,
  ): Promise<ContainerProcess>;
  attach(container: ContainerReference, kind: ProcessKind, signal: AbortSignal): Promise<ContainerProcess>;
  /** As it was written: bytes, in pieces of any length. What is not read yet waits in the cluster. */
  log(
    container: ContainerReference,
    options: LogOptions,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>;
  forward(pod: PodReference, port: number, signal: AbortSignal): Promise<ForwardedConnection>;
}

export interface StreamsPort {
  streams(target: KubernetesTarget): ClusterStreams;
}
