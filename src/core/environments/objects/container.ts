import type { Field } from './field';

/** A container of a pod: its spec and its status. */
export interface Container {
  readonly name: string;
  /** `init` ends before the next begins; a `sidecar` begins before the app and keeps running. */
  readonly role: 'init' | 'sidecar' | 'app';
  readonly image: string;
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly Probe[];
  /** Kubernetes' own text, such as `128Mi`; empty where there is none. */
  readonly memoryLimit: string;
  readonly memoryRequest: string;
  readonly cpuLimit: string;
  readonly cpuRequest: string;
  readonly isReady: boolean;
  /** Its startup probe, if there is one, has succeeded. */
  readonly hasStarted: boolean;
  readonly restarts: number;
  readonly state: ContainerState;
  /** How it ended the last time. */
  readonly last?: Termination;
}

interface ContainerPort {
  readonly name: string;
  readonly number: number;
}

type ContainerState =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly kind: 'running'; readonly since: number | undefined }
  | ({ readonly kind: 'terminated' } & Termination);

export interface Termination {
  readonly exitCode: number;
  readonly signal: number | undefined;
  readonly reason: string;
  /** What the container has written for this, or the end of its log: as it was declared. */
  readonly message: string;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
}

export interface Probe {
  readonly kind: 'startup' | 'readiness' | 'liveness';
  readonly handler: 'http' | 'tcp' | 'grpc' | 'exec';
  /** A number or the name of one; empty where a command is run. */
  readonly port: string;
  readonly path: string;
  /** From the start of the container until its last attempt. */
  readonly seconds: number;
}

const PROBES = [
  ['startup', 'startupProbe'],
  ['readiness', 'readinessProbe'],
  ['liveness', 'livenessProbe'],
] as const;

/** The containers of a pod, in the order in which they start. */
export function readContainers(pod: Field): readonly Container[] {
  const of = (specs: string, statuses: string, isInit: boolean) => {
    const found = new Map(
      pod
        .at('status', statuses)
        .list()
        .map((status) => [status.at('name').name(), status]),
    );
    return pod
      .at('spec', specs)
      .list()
      .map((spec) => containerOf(spec, found.get(spec.at('name').name()), isInit));
  };
  return [
    ...of('initContainers', 'initContainerStatuses', true),
    ...of('containers', 'containerStatuses', false),
  ];
}

function containerOf(spec: Field, status: Field | undefined, isInit: boolean): Container {
  const last = status?.at('lastState', 'terminated');
  return {
    name: spec.at('name').name(),
    role: !isInit ? 'app' : spec.at('restartPolicy').name() === 'Always' ? 'sidecar' : 'init',
    image: spec.at('image').name(),
    ports: spec
      .at('ports')
      .list()
      .map((port) => ({ name: port.at('name').name(), number: port.at('containerPort').number() ?? 0 })),
    probes: PROBES.flatMap(([kind, name]) => probeOf(kind, spec.at(name))),
    memoryLimit: spec.at('resources', 'limits', 'memory').numberOrName(),
    memoryRequest: spec.at('resources', 'requests', 'memory').numberOrName(),
    cpuLimit: spec.at('resources', 'limits', 'cpu').numberOrName(),
    cpuRequest: spec.at('resources', 'requests', 'cpu').numberOrName(),
    isReady: status?.at('ready').flag() ?? false,
    hasStarted: status?.at('started').flag() ?? false,
    restarts: status?.at('restartCount').number() ?? 0,
    state: status ? stateOf(status.at('state')) : { kind: 'none' },
    last: last?.isPresent ? terminationOf(last) : undefined,
  };
}

function stateOf(state: Field): ContainerState {
  const [waiting, running, terminated] = [state.at('waiting'), state.at('running'), state.at('terminated')];
  if (waiting.isPresent)
    return {
      kind: 'waiting',
      reason: waiting.at('reason').name(),
      message: waiting.at('message').message(),
    };
  if (running.isPresent) return { kind: 'running', since: running.at('startedAt').time() };
  return terminated.isPresent ? { kind: 'terminated', ...terminationOf(terminated) } : { kind: 'none' };
}

function terminationOf(terminated: Field): Termination {
  return {
    exitCode: terminated.at('exitCode').number() ?? 0,
    signal: terminated.at('signal').number(),
    reason: terminated.at('reason').name(),
    message: terminated.at('message').message(),
    startedAt: terminated.at('startedAt').time(),
    finishedAt: terminated.at('finishedAt').time(),
  };
}

/** With Kubernetes' own defaults: every 10 seconds, three times. */
function probeOf(kind: Probe['kind'], probe: Field): readonly Probe[] {
  if (!probe.isPresent) return [];
  const [http, tcp, grpc] = [probe.at('httpGet'), probe.at('tcpSocket'), probe.at('grpc')];
  const [handler, target]: readonly [Probe['handler'], Field] = http.isPresent
    ? ['http', http]
    : tcp.isPresent
      ? ['tcp', tcp]
      : grpc.isPresent
        ? ['grpc', grpc]
        : ['exec', probe.at('exec')];
  const period = probe.at('periodSeconds').number() ?? 10;
  const attempts = probe.at('failureThreshold').number() ?? 3;
  return [
    {
      kind,
      handler,
      port: target.at('port').numberOrName(),
      path: target.at('path').name(),
      seconds: (probe.at('initialDelaySeconds').number() ?? 0) + period * attempts,
    },
  ];
}
