import * as l10n from '@vscode/l10n';
import { AwsError } from '../ports/aws';
import { resourceNamed } from '../template';
import { describeFailure, explainStackFailure } from './failures/explain-failure';
import { isHookWithoutReason } from './hook-reason';
import { StackFailed, type Failure } from './failure';
import { readStack, readUntil, type WatchedStack } from './read-stack';
import { isStackEvent, type StackEvent } from './stack-event';
import type { StackProgress } from './stack-progress';

/**
 * Reads the stack's events until it has ended; returns when it is complete. One that CloudFormation deletes is
 * watched until it is gone.
 * @throws OperationFailed when the stack has stopped short
 */
export async function watchStack(stack: WatchedStack, signal: AbortSignal): Promise<void> {
  const { progress } = stack;
  let early: EarlyExplanation | undefined;
  const onRead = () => {
    // While it is still there: once CloudFormation deletes what failed, it cannot be described any more.
    const first = progress.firstFailure;
    if (first && !isStackEvent(first) && first.id !== early?.event.id)
      early = startExplaining(stack, first, signal);
    stack.onRead?.();
  };
  const isOver = () => !['inProgress', 'deleting'].includes(progress.state);
  await readUntil({ ...stack, onRead }, isOver, signal);
  if (progress.state !== 'complete') throw new StackFailed(await failureOf(stack, early, signal));
}

interface EarlyExplanation {
  readonly event: StackEvent;
  readonly failure: Promise<Failure>;
}

function startExplaining(stack: WatchedStack, event: StackEvent, signal: AbortSignal): EarlyExplanation {
  const failure = explainEvent(stack, event, signal);
  failure.catch(() => undefined); // awaited once the stack has ended
  return { event, failure };
}

async function explainEvent(stack: WatchedStack, event: StackEvent, signal: AbortSignal): Promise<Failure> {
  const { stacks, health } = await stack.services();
  const told = isHookWithoutReason(event.reason) ? await withValidationFailure(stack, event, signal) : event;
  return explainStackFailure(told, health, (reason, send) => stacks.decodeReason(reason, send), signal);
}

/** Where the stack's own events do not hold the hook's words, those of the operation may. */
async function withValidationFailure(
  stack: WatchedStack,
  event: StackEvent,
  signal: AbortSignal,
): Promise<StackEvent> {
  const found = await validationFailures(stack, signal);
  const { reason } = found.find(({ logicalId }) => logicalId === event.logicalId) ?? found[0] ?? {};
  return reason === undefined ? event : { ...event, reason };
}

/** One more read after the end: siblings report after the resource that failed, and sometimes before it in the list. */
async function failureOf(
  stack: WatchedStack,
  early: EarlyExplanation | undefined,
  signal: AbortSignal,
): Promise<Failure> {
  await readStack(stack, signal);
  const event = stack.progress.firstFailure;
  if (event && early?.event.id === event.id) return early.failure;
  if (event && !isStackEvent(event)) return explainEvent(stack, event, signal);
  const [invalid] = await validationFailures(stack, signal);
  if (invalid) return describeFailure(invalid, resourceNamed(invalid.logicalId));
  return event ? explainEvent(stack, event, signal) : failureWithoutResource(stack.progress);
}

/** What no resource's event tells: CloudFormation or a hook stopped before that. */
async function validationFailures(
  { arn, services }: WatchedStack,
  signal: AbortSignal,
): Promise<readonly StackEvent[]> {
  try {
    return await (await services()).stacks.validationFailures(arn, signal);
  } catch (error) {
    if (error instanceof AwsError) return [];
    throw error;
  }
}

/** Somebody else may have ended it, or its events may not be read. */
function failureWithoutResource({ state }: StackProgress): Failure {
  return {
    message: l10n.t('Creating the stack failed.'),
    cause:
      state === 'failed'
        ? l10n.t('CloudFormation reports no failed resource.')
        : l10n.t(
            'The stack was deleted while it was being created. CloudFormation reports no failed resource.',
          ),
    remedy: l10n.t('Check the events of the CloudFormation stack in the AWS console.'),
  };
}
