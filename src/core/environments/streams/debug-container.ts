import * as l10n from '@vscode/l10n';
import { displayText, MAX_LENGTH } from '../../foreign/shown-text';
import type { Clock } from '../../ports/clock';
import type { KubernetesApi } from '../../ports/kubernetes';
import type { ContainerReference } from '../../ports/streams';
import { Field } from '../objects/field';
import { environmentError } from '../errors';
import { streamError } from './errors';
import { poll } from '../../poll';

/** AWS's mirror of Docker's own images, which nodes of EKS reach without an account and without Docker Hub's limits. */
export const DEBUG_IMAGE = 'public.ecr.aws/docker/library/busybox:1.37';
const LONGEST_IMAGE = 500;
const POLL_MS = 1_000;
/** A large image on a slow node. */
const LIMIT_MS = 180_000;
/** What a container waits for by itself. */
const PROGRESS = new Set(['', 'ContainerCreating', 'PodInitializing']);

/** Why a text is no image; `undefined` where it may be one. */
export function imageProblem(text: string): string | undefined {
  return /^[A-Za-z0-9][\w./:@-]*$/.test(text) && text.length <= LONGEST_IMAGE
    ? undefined
    : l10n.t('Enter an image such as {0}.', DEBUG_IMAGE);
}

/** Waits until a container that was added to a pod runs. @throws UserError where it does not start */
export async function waitForDebugContainer(
  api: Pick<KubernetesApi, 'read'>,
  { namespace, pod, container }: ContainerReference,
  image: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  let reason = '';
  const look = async () => {
    const object = await api.read({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod }, signal);
    if (!object) throw environmentError('environment-gone', { name: pod });
    const state = new Field(object)
      .at('status', 'ephemeralContainerStatuses')
      .list()
      .find((status) => status.at('name').name() === container)
      ?.at('state');
    if (state?.at('running').isPresent) return true;
    const waiting = state?.at('waiting', 'reason').name() ?? '';
    const failure = failureIn(state, waiting);
    if (failure !== undefined) throw streamError('debug-not-started', { image, reason: failure });
    reason = waiting || reason;
    return undefined;
  };
  if (await poll(look, { everyMs: POLL_MS, forMs: LIMIT_MS }, clock, signal)) return;
  throw streamError('debug-not-started', { image, reason: reason || l10n.t('it takes too long') });
}

function failureIn(state: Field | undefined, waiting: string): string | undefined {
  const ended = state?.at('terminated');
  if (ended?.isPresent)
    return l10n.t('it ended at once with exit code {0}', ended.at('exitCode').number() ?? 0);
  if (PROGRESS.has(waiting)) return undefined;
  const message = state?.at('waiting', 'message').message() ?? '';
  return displayText([waiting, message].filter(Boolean).join(': '), MAX_LENGTH.sentence).replace(/\.$/, '');
}
