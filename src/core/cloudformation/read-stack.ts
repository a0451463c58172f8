import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { AwsError } from '../ports/aws';
import type { Clock } from '../ports/clock';
import type { HealthPort } from '../ports/health';
import type { StackPort } from '../ports/stacks';
import { resourceLabel } from '../template';
import { waitingText } from './retry-transient';
import { STACK_TYPE } from './stack-event';
import type { StackProgress } from './stack-progress';

/** One read of the newest events a turn: the stack's own status is among them. */
const INTERVAL_MS = 5_000;
const LONGEST_INTERVAL_MS = 30_000;

/** What is asked about a stack. */
interface StackServices {
  readonly stacks: Pick<StackPort, 'events' | 'describe' | 'decodeReason' | 'validationFailures'>;
  readonly health: HealthPort;
}

/** A stack that is in progress. */
export interface WatchedStack {
  readonly arn: string;
  readonly progress: StackProgress;
  readonly clock: Clock;
  /** Resolves when the stack may be read again, in `delayMs` milliseconds at the earliest. */
  readonly acquireRead: (delayMs: number, signal: AbortSignal) => Promise<void>;
  /** Asked for at each read: the session may have been renewed. */
  readonly services: () => Promise<StackServices>;
  /** Called with the current activity, in a few words. */
  readonly onActivity: (activity: string) => void;
  /** Called after each read, while resources are created. */
  readonly onRead?: () => void;
}

/** Reads the stack's events until they say that it is over. */
export async function readUntil(
  stack: WatchedStack,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const { clock, progress, onActivity, acquireRead } = stack;
  let interval = INTERVAL_MS;
  for (let delayMs = 0; ; delayMs = interval * (0.9 + 0.2 * clock.random())) {
    // Jitter, so that several windows and machines do not ask in step.
    await acquireRead(delayMs, signal);
    const answer = await readStack(stack, signal);
    if (answer.kind === 'read') {
      interval = INTERVAL_MS;
      onActivity(activity(progress));
      stack.onRead?.();
    } else {
      interval = Math.min(interval * 2, LONGEST_INTERVAL_MS);
      onActivity(answer.reason);
    }
    if (isOver()) return;
  }
}

type Read = { readonly kind: 'read' } | { readonly kind: 'waiting'; readonly reason: string };

/** One read. That AWS cannot be reached now is an answer, too. */
export async function readStack(stack: WatchedStack, signal: AbortSignal): Promise<Read> {
  try {
    await readEvents(stack, signal).catch((error: unknown) => {
      if (error instanceof AwsError && error.kind === 'denied') return readStatus(stack, signal);
      throw error;
    });
    return { kind: 'read' };
  } catch (error) {
    if (error instanceof AwsError && error.isTransient)
      return { kind: 'waiting', reason: waitingText(error) };
    throw error;
  }
}

async function readEvents({ arn, services, progress }: WatchedStack, signal: AbortSignal): Promise<void> {
  const events = await (await services()).stacks.events(arn, (event) => progress.has(event), signal);
  if (events.length === 0) throw userError('stack-vanished', { stack: arn });
  progress.add(events);
}

/** A role that may not read events, as the original's may not, still learns how its stack fares as a whole. */
async function readStatus(
  { arn, services, progress, clock }: WatchedStack,
  signal: AbortSignal,
): Promise<void> {
  const stack = await (await services()).stacks.describe(arn, signal);
  if (!stack) throw userError('stack-vanished', { stack: arn });
  const { name: logicalId, status, statusReason: reason } = stack;
  const own = { id: status, logicalId, resourceType: STACK_TYPE, status, reason, at: clock.now() };
  progress.add([{ ...own, clientRequestToken: progress.startedBy }]);
}

function activity({ resources, state }: StackProgress): string {
  const isDeleting = state === 'deleting';
  const busy = resources.filter(({ status }) => status === (isDeleting ? 'deleting' : 'inProgress'));
  const labels = busy.map((resource) => resourceLabel(resource.logicalId)).join(', ');
  if (isDeleting)
    return labels === ''
      ? l10n.t('CloudFormation is deleting the created resources')
      : l10n.t('Deleting: {0}', labels);
  return labels === '' ? l10n.t('CloudFormation is working') : labels;
}
