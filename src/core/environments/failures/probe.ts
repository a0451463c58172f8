import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import type { Container, Probe } from '../objects/container';
import { tell, type SentenceRow } from './failure';
import { endedLog, failureOf, runningLog, type Finding, type PodLook } from './pod-look';
import { listening } from './listening';

/** What a probe met: the kubelet's events `Unhealthy`. */
export const PROBES: readonly SentenceRow[] = [
  {
    code: 'nothing-listens',
    pattern: /connect: connection refused/,
    text: (value) =>
      value('otherPort')
        ? l10n.t(
            'Nothing is listening on port {0}. The log mentions port {1}.',
            value('port'),
            value('otherPort'),
          )
        : value('isLocal')
          ? l10n.t(
              'The app listens on 127.0.0.1 only, which cannot be reached from outside its pod on port {0}.',
              value('port'),
            )
          : l10n.t('Nothing is listening on port {0}.', value('port')),
    remedy: (value) =>
      value('otherPort')
        ? l10n.t(
            'Use port {0} in the workload, or let the app listen on {1}.',
            value('otherPort'),
            value('port'),
          )
        : value('isLocal')
          ? l10n.t('Let the app listen on 0.0.0.0.')
          : l10n.t('Let the app listen on that port of all addresses, or correct the port of the probe.'),
  },
  {
    code: 'probe-status',
    pattern: /HTTP probe failed with statuscode: (?<status>\d{1,4})/,
    text: (value) =>
      l10n.t('The app answers {0} with HTTP status {1}.', value('path') || '/', value('status')),
    remedy: () => l10n.t('Let the probe ask for a path that answers with 200, or check the port only.'),
  },
  {
    code: 'probe-scheme',
    pattern:
      /gave HTTP response to HTTPS client|malformed HTTP (?:response|status)|remote error: tls|x509: |first record does not look like a TLS/,
    text: (value) => l10n.t('Probe and app do not agree on HTTP or HTTPS on port {0}.', value('port')),
    remedy: () => l10n.t('Change scheme in the probe of the workload.'),
  },
  {
    code: 'probe-timeout',
    pattern: /Client\.Timeout|deadline exceeded|i\/o timeout|timed out|timeout: /,
    text: (value) =>
      value('port')
        ? l10n.t('The app does not answer on port {0} in time.', value('port'))
        : l10n.t('The command of the probe does not end in time.'),
    remedy: () => l10n.t('Check whether the app is overloaded or blocked, or raise timeoutSeconds.'),
  },
  {
    code: 'probe-failed',
    pattern: /^/,
    text: (value) => l10n.t('The probe of the container fails: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Check what the probe checks, and the log of the container.'),
  },
];

/** An app that has no startup probe may take a while, whatever its readiness probe allows for. */
const LEAST_MS = 60_000;

/** Containers that run and are not ready. */
export function findProbe(look: PodLook): Finding | undefined {
  for (const container of look.pod.containers) {
    if (container.state.kind !== 'running' || container.isReady || container.role === 'init') continue;
    const kind =
      container.probes.find((probe) => probe.kind === 'startup') && !container.hasStarted
        ? 'startup'
        : 'readiness';
    const probe = container.probes.find((candidate) => candidate.kind === kind);
    const unhealthy = unhealthyEvent(look, container, kind);
    const ran = look.now - (container.state.since ?? look.now);
    if (!probe || !unhealthy || ran < timeFor(probe))
      return { kind: 'progress', text: l10n.t('Waiting until the app is ready.') };
    return told(look, container, probe, unhealthy.message);
  }
  return undefined;
}

/** A container that the kubelet ended because of its startup or liveness probe; its exit code says nothing of that. */
export function findKilledByProbe(look: PodLook, container: Container): Finding | undefined {
  const killed = look.events.find(
    ({ reason, message }) =>
      reason === 'Killing' && message.startsWith(`Container ${container.name} failed `),
  );
  const [, kind] = /failed (startup|liveness) probe/.exec(killed?.message ?? '') ?? [];
  const probe = container.probes.find((candidate) => candidate.kind === kind);
  const unhealthy = probe && unhealthyEvent(look, container, probe.kind);
  return unhealthy ? told(look, container, probe, unhealthy.message) : undefined;
}

/** Two thirds of what it has. */
function timeFor({ kind, seconds }: Probe): number {
  const most = (seconds * 1_000 * 2) / 3;
  return kind === 'startup' ? most : Math.max(LEAST_MS, most);
}

function unhealthyEvent({ events }: PodLook, { name }: Container, kind: Probe['kind']) {
  const words = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' } as const;
  return events.find(
    ({ reason, message, about }) =>
      reason === 'Unhealthy' &&
      message.startsWith(`${words[kind]} probe `) &&
      (about.container === '' || about.container === name),
  );
}

function told(look: PodLook, container: Container, probe: Probe, message: string): Finding {
  const isOver = container.state.kind !== 'running';
  const log = isOver ? endedLog(look, container) : runningLog(look, container);
  const port = /:(\d{1,5}): /.exec(message)?.[1] ?? portOf(probe, container);
  const { otherPort, isLocal } = listening(look.logOf(log) ?? '', port);
  const known = { port, path: probe.path, otherPort: otherPort ?? '', isLocal: isLocal ? 'yes' : '' };
  const found = tell(PROBES, message.replace(/^\w+ probe (?:failed|errored)[^:]*: /, ''), known);
  if (!found) return { kind: 'progress', text: l10n.t('Waiting until the app is ready.') };
  return failureOf('probe', found, look, log);
}

function portOf({ port }: Probe, { ports }: Container): string {
  const named = ports.find(({ name }) => name === port && name !== '');
  return named ? String(named.number) : port;
}
