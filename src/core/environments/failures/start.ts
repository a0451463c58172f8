import * as l10n from '@vscode/l10n';
import { asSentence } from '../../errors/error-text';
import type { Container } from '../objects/container';
import { tell, type SentenceRow } from './failure';
import { endedLog, failureOf, timesOf, type Finding, type PodLook } from './pod-look';

/** Why a process does not start: the sentences of runc and crun, also where a log ends in them. */
export const STARTS: readonly SentenceRow[] = [
  {
    code: 'wrong-architecture',
    pattern: /exec format error/i,
    text: (value) =>
      l10n.t('The image {0} is built for another architecture than that of the node.', value('image')),
    remedy: () => l10n.t('Build the image for the architecture of the nodes.'),
  },
  {
    code: 'command-not-found',
    pattern:
      /exec: \\?"(?<command>[^"\\]*)\\?": (?:executable file not found|stat [^:]*: no such file)|executable file `(?<other>[^`]*)` not found|exec (?<script>\S+): no such file or directory/,
    text: (value) =>
      l10n.t(
        'The start command {0} is not in the image.',
        value('command') || value('other') || value('script'),
      ),
    remedy: () => l10n.t('Correct command in the workload, or CMD and ENTRYPOINT in the Dockerfile.'),
  },
  {
    code: 'command-not-executable',
    pattern:
      /exec: \\?"(?<command>[^"\\]*)\\?": (?:permission denied|is a directory)|exec (?<script>\S+): permission denied/,
    text: (value) => l10n.t('The start command {0} cannot be executed.', value('command') || value('script')),
    remedy: () => l10n.t('Run chmod +x on the file in the Dockerfile.'),
  },
  {
    code: 'no-command',
    pattern: /no command specified/,
    text: (value) => l10n.t('The image {0} has no start command.', value('image')),
    remedy: () => l10n.t('Set CMD in the Dockerfile, or command in the workload.'),
  },
  {
    code: 'start',
    pattern: /^/,
    text: (value) => l10n.t('The container does not start: {0}', asSentence(value('sentence'))),
    remedy: () => l10n.t('Change what the message names; Kubernetes then tries again.'),
    mayPass: true,
  },
];

const WAITING = ['CreateContainerError', 'RunContainerError', 'PostStartHookError', 'StartError'];
const ENDED = ['StartError', 'ContainerCannotRun'];

/** Whether the process of a container starts. */
export function findStart(look: PodLook): Finding | undefined {
  const { containers } = look.pod;
  for (const container of containers) {
    const message = messageOf(container);
    if (message === undefined) continue;
    const told = tell(STARTS, message, { image: container.image });
    const isSure = told && (!told.mayPass || container.restarts > 0 || timesOf(look, 'Failed') > 1);
    return isSure
      ? failureOf('start', told, look, endedLog(look, container))
      : { kind: 'progress', text: l10n.t('The container is being started.') };
  }
  return undefined;
}

function messageOf({ state, last }: Container): string | undefined {
  if (state.kind === 'waiting' && WAITING.includes(state.reason)) return last?.message || state.message;
  if (state.kind === 'terminated' && ENDED.includes(state.reason)) return state.message;
  // Between two attempts the container waits as any that crashes.
  const isWaiting = state.kind === 'waiting' && state.reason === 'CrashLoopBackOff';
  return isWaiting && last && ENDED.includes(last.reason) ? last.message : undefined;
}
