import { withCondition, type Condition } from '../conditions';
import { fieldsAt, isFields, listAt, textAt, type Fields, type KubernetesObject } from '../objects';

/** The containers of a pod, as `containerStatuses` and `initContainerStatuses` tell of them. */
export interface ContainerStatuses {
  readonly init: readonly Fields[];
  readonly main: readonly Fields[];
}

/** What a kubelet reports of a pod: kubernetes/pkg/kubelet/status/generate.go and kubelet_pods.go. */
export function podStatus(
  pod: KubernetesObject,
  statuses: ContainerStatuses,
  now: number,
): { readonly phase: string; readonly conditions: readonly Fields[] } {
  const phase = phaseOfContainers(pod, statuses);
  const before = listAt(fieldsAt(pod, 'status'), 'conditions');
  const conditions = conditionsOf(phase, statuses).reduce<readonly Fields[]>(
    (all, condition) => withCondition(all, condition, now),
    before,
  );
  return { phase, conditions };
}

function phaseOfContainers(pod: KubernetesObject, { init, main }: ContainerStatuses): string {
  const policy = textAt(fieldsAt(pod, 'spec'), 'restartPolicy') ?? 'Always';
  if (init.some((status) => !isDone(status))) {
    const failed = init.some((status) => endOf(status) !== undefined && exitCode(status) !== 0);
    return failed && policy === 'Never' ? 'Failed' : 'Pending';
  }
  const waiting = main.filter(
    (status) =>
      isFields(fieldsAt(status, 'state').waiting) && !isFields(fieldsAt(status, 'lastState').terminated),
  );
  if (waiting.length > 0) return 'Pending';
  if (main.some((status) => isFields(fieldsAt(status, 'state').running))) return 'Running';
  if (policy === 'Always') return 'Running';
  if (main.every((status) => endOf(status) !== undefined && exitCode(status) === 0)) return 'Succeeded';
  const isOver = main.every((status) => endOf(status) !== undefined);
  return isOver && policy === 'Never' ? 'Failed' : 'Running';
}

function conditionsOf(phase: string, { init, main }: ContainerStatuses): readonly Condition[] {
  const incomplete = names(init.filter((status) => !isDone(status)));
  const unready = names(main.filter((status) => status.ready !== true));
  const notReady: Omit<Condition, 'type'> =
    phase === 'Succeeded'
      ? { status: 'False', reason: 'PodCompleted' }
      : phase === 'Failed'
        ? { status: 'False', reason: 'PodFailed' }
        : {
            ...{ status: 'False', reason: 'ContainersNotReady' },
            message: `containers with unready status: [${unready}]`,
          };
  const readiness = unready === '' ? ({ status: 'True' } as const) : notReady;
  return [
    { type: 'PodReadyToStartContainers', status: 'True' },
    incomplete === ''
      ? { type: 'Initialized', status: 'True' }
      : {
          ...{ type: 'Initialized', status: 'False', reason: 'ContainersNotInitialized' },
          message: `containers with incomplete status: [${incomplete}]`,
        },
    { type: 'Ready', ...readiness },
    { type: 'ContainersReady', ...readiness },
  ];
}

function names(statuses: readonly Fields[]): string {
  return statuses.map(({ name }) => String(name)).join(' ');
}

/** An init container that has succeeded, or one that runs beside the others and has started. */
function isDone(status: Fields): boolean {
  return status.started === true || exitCode(status) === 0;
}

function endOf(status: Fields): Fields | undefined {
  const { terminated } = fieldsAt(status, 'state');
  return isFields(terminated) ? terminated : undefined;
}

function exitCode(status: Fields): unknown {
  return endOf(status)?.exitCode;
}
