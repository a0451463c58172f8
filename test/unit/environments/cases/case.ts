import { at, pod, replicaSet, type PodParts } from '../recorded';

/** What was recorded, and the expected explanation. */
export interface FailureCase {
  readonly code: string;
  /** Of the first sentence. */
  readonly says: RegExp;
  readonly objects: readonly unknown[];
  /** The end of the container's log. */
  readonly log?: string;
}

/** The first pod of a Deployment, and what happened to it. */
export const web = (parts: PodParts, ...events: readonly unknown[]) => [replicaSet(), pod(parts), ...events];
/** A container that runs and is not ready. */
export const unready = (container: object, since = 120) => ({
  container: container as Record<string, unknown>,
  status: { phase: 'Running' },
  state: { started: true, state: { running: { startedAt: at(since) } } },
});
/** A pod for which no node was found. @param spec beside that */
export const unscheduled = (message: string, spec: object = {}): PodParts => ({
  spec: { nodeName: undefined, ...spec },
  status: {
    containerStatuses: undefined,
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        lastTransitionTime: at(120),
        message,
      },
    ],
  },
});
