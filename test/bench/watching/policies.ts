import { runOperation } from '../../../src/core/operation/run/run-operation';
import { RateLimiter } from '../../../src/core/cloudformation/rate-limiter';
import type { Clock } from '../../../src/core/ports/clock';
import { anOperation, FakeWorld } from '../../fakes/operation';
import type { Timeline } from './timelines';

/** What became of watching one creation, in milliseconds from CreateStack. */
export interface Watched {
  /** When there was a kubeconfig that could be used, where it came to one. */
  readonly kubeconfigAt?: number;
  /** When the user knew how it had ended; absent where the watching was given up before. */
  readonly knownAt?: number;
  readonly reads: number;
}

/** A way of waiting for CloudFormation. */
export type Policy = (timeline: Timeline, clock: Clock) => Promise<Watched>;

const never = new AbortController().signal;
const MINUTE = 60_000;

/** This extension's own code; AWS and Kubernetes answer at once. */
export const ours: Policy = async ({ rows }, clock) => {
  const begun = clock.now();
  const aws = new FakeWorld(rows, clock);
  const pace = new RateLimiter(clock);
  const place = '222222222222/eu-central-1';
  const turn = (wanted: number, signal: AbortSignal) =>
    pace.acquire({ bucket: place, id: 'bench', delayMs: wanted }, signal);
  let reads = 0;
  const events = aws.stacks.events.bind(aws.stacks);
  aws.stacks.events = () => {
    reads += 1;
    return events();
  };
  let [kubeconfigAt, knownAt]: [number | undefined, number | undefined] = [undefined, undefined];
  for await (const { state } of runOperation(anOperation(), { ...aws.ports, acquireRead: turn }, never)) {
    if (aws.workspace.kubeconfigs.length > 0) kubeconfigAt ??= clock.now() - begun;
    if (state.kind !== 'running') knownAt ??= clock.now() - begun;
  }
  return { kubeconfigAt, knownAt, reads };
};

/** GitLab's: first after five minutes, then each minute, and never longer than 30. */
export const seed: Policy = (timeline, clock) =>
  untilEnd(timeline, clock, (reads) => (reads === 0 ? 5 : 1) * MINUTE, 30 * MINUTE);

/** The usual command line's, such as eksctl's: after 30 seconds twice, then each minute. */
export const waiter: Policy = (timeline, clock) =>
  untilEnd(timeline, clock, (reads) => (reads < 2 ? 0.5 : 1) * MINUTE, Infinity);

/** Looks at the stack as a whole now and then, and writes the kubeconfig once it is complete. */
async function untilEnd(
  { endsAt, usableAt }: Timeline,
  clock: Clock,
  delay: (reads: number) => number,
  limit: number,
): Promise<Watched> {
  const begun = clock.now();
  for (let reads = 0; ;) {
    await clock.sleep(delay(reads), never);
    reads += 1;
    const at = clock.now() - begun;
    if (at >= endsAt * MINUTE)
      return { kubeconfigAt: usableAt === undefined ? undefined : at, knownAt: at, reads };
    if (at > limit) return { reads };
  }
}
