import * as l10n from '@vscode/l10n';
import type { ContainerReference } from '../../ports/streams';
import type { Container } from '../objects/container';
import { isReady, type Pod } from '../objects/pod';
import { podText } from '../pod-text';

/** A container that a command may act on. */
export interface ContainerChoice {
  readonly pod: Pod;
  readonly container: Container;
}

/** Those that run: in pods that take requests first, of each pod those of the app first. */
export function runningContainers(pods: readonly Pod[]): readonly ContainerChoice[] {
  return choicesOf(pods, ({ state }) => state.kind === 'running');
}

/** Those that ended and were started again. */
export function restartedContainers(pods: readonly Pod[]): readonly ContainerChoice[] {
  return choicesOf(pods, ({ last }) => last !== undefined);
}

/** Those that have written a log, or may have. */
export function startedContainers(pods: readonly Pod[]): readonly ContainerChoice[] {
  return choicesOf(
    pods,
    ({ state, last }) => state.kind === 'running' || state.kind === 'terminated' || last !== undefined,
  );
}

/** The one that was chosen the last time comes first, or one like it in a newer pod. */
export function lastFirst(
  choices: readonly ContainerChoice[],
  last: Pick<ContainerReference, 'pod' | 'container'> | undefined,
): readonly ContainerChoice[] {
  const rank = ({ pod, container }: ContainerChoice) => {
    if (container.name !== last?.container) return 2;
    return pod.name === last.pod ? 0 : 1;
  };
  return choices.toSorted((a, b) => rank(a) - rank(b));
}

export function referenceTo({ pod, container }: ContainerChoice, namespace: string): ContainerReference {
  return { namespace, pod: pod.name, container: container.name };
}

/** A container for who chooses one. */
export function containerText({ pod, container }: ContainerChoice): {
  readonly label: string;
  readonly description: string;
} {
  const role = container.role === 'app' ? '' : container.role === 'init' ? l10n.t('init') : l10n.t('sidecar');
  return {
    label: `${pod.name} / ${container.name}`,
    description: [podText(pod), role].filter(Boolean).join(' · '),
  };
}

/** Why nothing can be run in them: `waiting` has Kubernetes' own word. */
export function notRunningReason(pods: readonly Pod[]): string {
  const [first] = pods.toSorted((a, b) => b.createdAt - a.createdAt);
  return first === undefined ? l10n.t('there is no pod') : `${first.name}: ${podText(first)}`;
}

function choicesOf(
  pods: readonly Pod[],
  isMeant: (container: Container) => boolean,
): readonly ContainerChoice[] {
  const rank = ({ pod, container }: ContainerChoice) =>
    (isReady(pod) ? 0 : 4) + ['app', 'sidecar', 'init'].indexOf(container.role);
  return pods
    .flatMap((pod) => pod.containers.filter(isMeant).map((container) => ({ pod, container })))
    .toSorted((a, b) => rank(a) - rank(b) || b.pod.createdAt - a.pod.createdAt);
}
