import * as l10n from '@vscode/l10n';
import { durationText } from '../../duration-text';
import type { Container, Termination } from '../objects/container';
import { hasEnded } from '../objects/pod';
import { tell, type Told } from './failure';
import { endedLog, failureOf, lastLines, type Finding, type PodLook } from './pod-look';
import { findKilledByProbe } from './probe';
import { STARTS } from './start';

/** The kubelet forgets about crashes after it. */
const FORGOTTEN_MS = 10 * 60_000;

/** The containers that end although they should run: init containers that fail, and others that end at all. */
export function findCrash(look: PodLook): Finding | undefined {
  const { pod } = look;
  if (pod.phase === 'Succeeded') return undefined;
  for (const container of pod.containers) {
    const end = endOf(container, look.now);
    if (!end || (container.role === 'init' && end.exitCode === 0)) continue;
    // Where nothing starts it again, one end is final.
    if (!isSure(container) && !hasEnded(pod))
      return { kind: 'progress', text: l10n.t('The container ended and is being started again.') };
    return findKilledByProbe(look, container) ?? crashed(look, container, end);
  }
  return undefined;
}

/** How a container ended that does not run, or not for as long as it did before it ended. */
function endOf({ state, last }: Container, now: number): Termination | undefined {
  switch (state.kind) {
    case 'terminated':
      return state;
    case 'waiting':
      return state.reason === 'CrashLoopBackOff' ? last : undefined;
    case 'running': {
      const ran = (last?.finishedAt ?? 0) - (last?.startedAt ?? 0);
      const runs = now - (state.since ?? now);
      return runs <= Math.min(ran, FORGOTTEN_MS) ? last : undefined;
    }
    case 'none':
      return undefined;
  }
}

/** Two crashes: what happens once may be a dependency that was late. */
function isSure({ restarts, state }: Container): boolean {
  return restarts > 1 || (restarts > 0 && state.kind !== 'running');
}

function crashed(look: PodLook, container: Container, end: Termination): Finding {
  const log = endedLog(look, container);
  const text = look.logOf(log) ?? end.message;
  const told = causeOf(container, end, text);
  const found = failureOf('crash', told, look, log);
  if (found.kind !== 'failure' || found.failure.lines.length > 0) return found;
  return { kind: 'failure', failure: { ...found.failure, lines: lastLines(end.message) } };
}

function causeOf(container: Container, end: Termination, log: string): Omit<Told, 'mayPass'> {
  const { exitCode, reason } = end;
  const ran = durationText((end.finishedAt ?? 0) - (end.startedAt ?? end.finishedAt ?? 0));
  const known = tell(STARTS.slice(0, -1), lastLines(log).join('\n'), { image: container.image });
  if (reason === 'OOMKilled') return outOfMemory(container);
  if (known && exitCode !== 0) return known;
  if (container.role === 'init')
    return {
      code: 'init-container-failed',
      text: l10n.t('The init container {0} exited with code {1} after {2}.', container.name, exitCode, ran),
      remedy: l10n.t('The end of its log says why.'),
    };
  switch (exitCode) {
    case 0:
      return {
        code: 'ends-at-once',
        text: l10n.t('The process ends by itself after {0}. Is it a server?', ran),
        remedy: l10n.t('Start a process that keeps running in the foreground.'),
      };
    case 126:
    case 127:
      return {
        code: 'command-not-found',
        text: l10n.t(
          'The start command does not exist in the image or is not executable (exit code {0}).',
          exitCode,
        ),
        remedy: l10n.t('Correct command in the workload, or CMD and ENTRYPOINT in the Dockerfile.'),
      };
    case 137:
      return {
        code: 'killed',
        text: l10n.t('The process was killed after {0} (exit code 137).', ran),
        remedy: l10n.t('It may need more memory than the node has: set a memory request.'),
      };
    case 139:
      return {
        code: 'segmentation-fault',
        text: l10n.t('The process crashed after {0}: segmentation fault (exit code 139).', ran),
        remedy: l10n.t('Check native libraries, and that the image fits the architecture of the nodes.'),
      };
    case 143:
      return {
        code: 'terminated',
        text: l10n.t('The process was asked to end after {0} (exit code 143).', ran),
        remedy: l10n.t('Check the events of the pod, and who stops it.'),
      };
    default:
      return {
        code: 'crash',
        text: l10n.t('The container {0} exited with code {1} after {2}.', container.name, exitCode, ran),
        remedy: l10n.t('The end of its log says why.'),
      };
  }
}

function outOfMemory({ name, memoryLimit }: Container): Omit<Told, 'mayPass'> {
  return {
    code: 'out-of-memory',
    text: memoryLimit
      ? l10n.t('The container {0} needs more memory than its limit of {1}.', name, memoryLimit)
      : l10n.t('The container {0} needs more memory than the node has left.', name),
    remedy: l10n.t('Raise the memory limit, or let the app use less.'),
  };
}
