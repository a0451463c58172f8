import { type FailureCase, web } from './case';

const ended = (reason: string, message: string) =>
  web({ status: { phase: 'Failed', reason, message, containerStatuses: undefined } });

export const ENDED_CASES: readonly FailureCase[] = [
  {
    code: 'evicted',
    says: /low on resource: memory/,
    objects: ended('Evicted', 'The node was low on resource: memory.'),
  },
  {
    code: 'pod-deadline',
    says: /activeDeadlineSeconds/,
    objects: ended('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
  },
  {
    code: 'node-gone',
    says: /went away/,
    objects: ended('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
  },
  {
    code: 'pod-rejected',
    says: /\(OutOfcpu\)/,
    objects: ended(
      'OutOfcpu',
      "Node didn't have enough resource: cpu, requested: 1000, used: 1900, capacity: 2000",
    ),
  },
];
