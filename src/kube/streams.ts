import type {
  ClusterStreams,
  ContainerReference,
  LogOptions,
  ProcessKind,
  StreamsPort,
} from '../core/ports/streams';
import { forwardedOver, FORWARD_PROTOCOLS } from './forwarded';
import { Opener, type ConnectionsTo } from './open';
import { pathIn } from './path-in';
import { processOver, PROCESS_PROTOCOLS } from './process';

/** Streams into pods, through connections of our own: they need no kubectl and no kubeconfig. */
export function createStreams(connectionsTo: ConnectionsTo): StreamsPort {
  return { streams: (target) => clusterStreams(new Opener(target, connectionsTo)) };
}

function clusterStreams(opener: Opener): ClusterStreams {
  const run = async (path: string, query: URLSearchParams, signal: AbortSignal) =>
    processOver(await opener.socket(`${path}?${query.toString()}`, PROCESS_PROTOCOLS, signal));
  return {
    exec(container, command, kind, signal) {
      const query = processQuery(container, kind);
      for (const word of command) query.append('command', word);
      return run(`${pathOf(container)}/exec`, query, signal);
    },

    attach: (container, kind, signal) =>
      run(`${pathOf(container)}/attach`, processQuery(container, kind), signal),

    async log(container, options, signal) {
      const { body } = await opener.stream(
        `${pathOf(container)}/log?${logQuery(container, options).toString()}`,
        signal,
      );
      return inOurTerms(body, opener, signal);
    },

    async forward(pod, port, signal) {
      const path = `${pathOf(pod)}/portforward?ports=${port}`;
      return forwardedOver(await opener.socket(path, FORWARD_PROTOCOLS, signal));
    },
  };
}

function pathOf({ namespace, pod }: { readonly namespace: string; readonly pod: string }): string {
  return pathIn('api/v1', namespace, 'pods', pod);
}

function processQuery({ container }: ContainerReference, kind: ProcessKind): URLSearchParams {
  const isTerminal = kind === 'terminal';
  const query = new URLSearchParams({ container, stdin: 'true', stdout: 'true' });
  // A terminal has one output; the API server refuses a second.
  query.set(isTerminal ? 'tty' : 'stderr', 'true');
  return query;
}

function logQuery({ container }: ContainerReference, options: LogOptions): URLSearchParams {
  const query = new URLSearchParams({ container });
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) query.set(name, String(value));
  return query;
}

async function* inOurTerms(
  body: AsyncIterable<Uint8Array>,
  opener: Opener,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    signal.throwIfAborted();
    throw opener.inOurTerms(error);
  }
}
