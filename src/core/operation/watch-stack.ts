import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { AwsError } from '../ports/aws';
import { resourceLabel } from '../template';
import { explainFailure } from './explain-failure';
import { OperationFailed, type Run } from './run';
import { STACK_TYPE } from './stack-event';

/** One read of the newest events a tick: the stack's own status is among them. */
const INTERVAL_MS = 5_000;
const LONGEST_INTERVAL_MS = 30_000;

/**
 * Reads the stack's events until it has ended; returns when it is complete.
 * @param onResource is told after each read, while resources come to be
 * @throws OperationFailed when the stack has stopped short
 */
export async function watchStack(
  run: Run,
  { arn, signal, onRead }: { arn: string; signal: AbortSignal; onRead: () => void },
): Promise<void> {
  const { clock } = run.ports;
  for (let interval = INTERVAL_MS; ;) {
    const answer = await read(run, arn, signal);
    if (answer.kind === 'read') {
      interval = INTERVAL_MS;
      run.say(activity(run));
      onRead();
    } else {
      interval = Math.min(interval * 2, LONGEST_INTERVAL_MS);
      run.say(l10n.t('Waiting to reach AWS: {0}', answer.reason));
    }
    const { state } = run.stack;
    if (state === 'complete') return;
    if (state === 'failed') throw new OperationFailed(await failure(run, arn, signal));
    // Jitter, so that several windows and machines do not ask in step.
    await clock.sleep(interval * (0.9 + 0.2 * clock.random()), signal);
  }
}

type Read = { readonly kind: 'read' } | { readonly kind: 'waiting'; readonly reason: string };

async function read(run: Run, arn: string, signal: AbortSignal): Promise<Read> {
  try {
    await readEvents(run, arn, signal).catch((error: unknown) => {
      if (error instanceof AwsError && error.kind === 'denied') return readStatus(run, arn, signal);
      throw error;
    });
    return { kind: 'read' };
  } catch (error) {
    if (error instanceof AwsError && error.isTransient) return { kind: 'waiting', reason: error.message };
    throw error;
  }
}

async function readEvents(run: Run, arn: string, signal: AbortSignal): Promise<void> {
  const session = await run.ports.session();
  const events = await session.stacks.events(arn, (event) => run.stack.knows(event), signal);
  if (events.length === 0) throw userError('stack-vanished', { stack: arn });
  run.stack.add(events);
}

/** A role that may not read events, as the original's may not, still learns how its stack fares as a whole. */
async function readStatus(run: Run, arn: string, signal: AbortSignal): Promise<void> {
  const session = await run.ports.session();
  const stack = await session.stacks.describe(arn, signal);
  if (!stack) throw userError('stack-vanished', { stack: arn });
  const { name: logicalId, status, statusReason: reason } = stack;
  const at = run.ports.clock.now();
  run.stack.add([{ id: status, logicalId, resourceType: STACK_TYPE, status, reason, at }]);
}

/** One more read after the end: siblings report after the resource that failed, and sometimes before it in the list. */
async function failure(run: Run, arn: string, signal: AbortSignal) {
  await read(run, arn, signal);
  const event = run.stack.firstFailure;
  if (!event) {
    return {
      message: l10n.t('Creating the stack failed.'),
      cause: l10n.t('CloudFormation names no resource.'),
      remedy: l10n.t('Look at the events of the CloudFormation stack in the AWS console.'),
    };
  }
  return explainFailure(event, resourceLabel(event.logicalId));
}

function activity(run: Run): string {
  const busy = run.stack.resources.filter((resource) => resource.status === 'inProgress');
  const labels = busy.map((resource) => resourceLabel(resource.logicalId));
  return labels.length === 0 ? l10n.t('Creating the stack') : labels.join(', ');
}
