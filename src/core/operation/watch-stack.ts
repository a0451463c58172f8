import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { withoutEncoded } from '../errors/encoded-denial';
import { AwsError } from '../ports/aws';
import type { StackPort } from '../ports/stacks';
import type { Clock } from '../ports/clock';
import { resourceLabel } from '../template';
import { explainFailure } from './explain-failure';
import type { Failure } from './operation';
import { OperationFailed } from './run';
import { STACK_TYPE } from './stack-event';
import type { StackProgress } from './stack-progress';

/** One read of the newest events a tick: the stack's own status is among them. */
const INTERVAL_MS = 5_000;
const LONGEST_INTERVAL_MS = 30_000;

/** A stack that is under way. */
export interface WatchedStack {
  readonly arn: string;
  readonly progress: StackProgress;
  readonly clock: Clock;
  /** Asked for at each read: the session may have been renewed. */
  readonly stacks: () => Promise<Pick<StackPort, 'events' | 'describe' | 'inWords'>>;
  /** Is told what is going on, in a few words. */
  readonly say: (activity: string) => void;
  /** Is told after each read, while resources come to be. */
  readonly onRead?: () => void;
}

/**
 * Reads the stack's events until it has ended; returns when it is complete. One that CloudFormation deletes is
 * watched until it is gone.
 * @throws OperationFailed when the stack has stopped short
 */
export async function watchStack(stack: WatchedStack, signal: AbortSignal): Promise<void> {
  const { clock, progress, say } = stack;
  for (let interval = INTERVAL_MS; ;) {
    const answer = await read(stack, signal);
    if (answer.kind === 'read') {
      interval = INTERVAL_MS;
      say(activity(progress));
      stack.onRead?.();
    } else {
      interval = Math.min(interval * 2, LONGEST_INTERVAL_MS);
      say(l10n.t('Waiting to reach AWS: {0}', answer.reason));
    }
    switch (progress.state) {
      case 'complete':
        return;
      case 'failed':
      case 'deleted':
      case 'notDeleted':
        throw new OperationFailed(await failure(stack, signal));
      case 'inProgress':
      case 'deleting':
        break;
    }
    // Jitter, so that several windows and machines do not ask in step.
    await clock.sleep(interval * (0.9 + 0.2 * clock.random()), signal);
  }
}

type Read = { readonly kind: 'read' } | { readonly kind: 'waiting'; readonly reason: string };

async function read(stack: WatchedStack, signal: AbortSignal): Promise<Read> {
  try {
    await readEvents(stack, signal).catch((error: unknown) => {
      if (error instanceof AwsError && error.kind === 'denied') return readStatus(stack, signal);
      throw error;
    });
    return { kind: 'read' };
  } catch (error) {
    if (error instanceof AwsError && error.isTransient) return { kind: 'waiting', reason: error.message };
    throw error;
  }
}

async function readEvents({ arn, stacks, progress }: WatchedStack, signal: AbortSignal): Promise<void> {
  const events = await (await stacks()).events(arn, (event) => progress.knows(event), signal);
  if (events.length === 0) throw userError('stack-vanished', { stack: arn });
  progress.add(events);
}

/** A role that may not read events, as the original's may not, still learns how its stack fares as a whole. */
async function readStatus(
  { arn, stacks, progress, clock }: WatchedStack,
  signal: AbortSignal,
): Promise<void> {
  const stack = await (await stacks()).describe(arn, signal);
  if (!stack) throw userError('stack-vanished', { stack: arn });
  const { name: logicalId, status, statusReason: reason } = stack;
  const own = { id: status, logicalId, resourceType: STACK_TYPE, status, reason, at: clock.now() };
  progress.add([{ ...own, clientRequestToken: progress.startedBy }]);
}

/** One more read after the end: siblings report after the resource that failed, and sometimes before it in the list. */
async function failure(stack: WatchedStack, signal: AbortSignal) {
  await read(stack, signal);
  const event = stack.progress.firstFailure;
  if (!event) return withoutResource(stack.progress);
  const reason = event.reason && (await inWords(stack, event.reason, signal));
  return explainFailure({ ...event, reason }, resourceLabel(event.logicalId));
}

/** Somebody else may have ended it, or its events may not be read. */
function withoutResource({ state }: StackProgress): Failure {
  return {
    message: l10n.t('Creating the stack failed.'),
    cause:
      state === 'failed'
        ? l10n.t('CloudFormation names no resource.')
        : l10n.t('The stack was deleted while it was being created; CloudFormation names no resource.'),
    remedy: l10n.t('Look at the events of the CloudFormation stack in the AWS console.'),
  };
}

/** The stack has failed, whether or not AWS can be reached for the details. */
async function inWords({ stacks }: WatchedStack, reason: string, signal: AbortSignal): Promise<string> {
  try {
    return await (await stacks()).inWords(reason, signal);
  } catch (error) {
    if (error instanceof AwsError) return withoutEncoded(reason);
    throw error;
  }
}

function activity({ resources, state }: StackProgress): string {
  const isDeleting = state === 'deleting';
  const busy = resources.filter(({ status }) => status === (isDeleting ? 'deleting' : 'inProgress'));
  const labels = busy.map((resource) => resourceLabel(resource.logicalId));
  if (isDeleting)
    return labels.length === 0
      ? l10n.t('CloudFormation deletes what was created')
      : l10n.t('Deleting: {0}', labels.join(', '));
  return labels.length === 0 ? l10n.t('CloudFormation is at work') : labels.join(', ');
}
