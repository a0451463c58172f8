import type { ClusterStreams, PodReference } from '../../ports/streams';

/** How a port of this machine is forwarded: an adapter listens there. */
export type StartForwarder = (options: {
  readonly streams: Pick<ClusterStreams, 'forward'>;
  /** Asked at each connection. */
  readonly choosePod: () => Promise<PodReference>;
  /** Of the pod. */
  readonly port: number;
  /** On this machine; any that is free where it is absent. */
  readonly localPort?: number;
  /** Called with the reason when a connection fails; the others continue. */
  readonly failed: (error: unknown) => void;
}) => Promise<Forwarder>;

export interface Forwarder {
  readonly localPort: number;
  dispose(): void;
}

/** Below it, systems let only administrators listen. */
const FIRST_FREE_PORT = 1024;

/** At the pod's own port where that is free here, so that links and redirects of the app fit; else at any. */
export async function startAtSamePort(
  start: StartForwarder,
  options: Parameters<StartForwarder>[0],
): Promise<Forwarder> {
  if (options.port < FIRST_FREE_PORT) return start(options);
  try {
    return await start({ ...options, localPort: options.port });
  } catch {
    return start(options);
  }
}
