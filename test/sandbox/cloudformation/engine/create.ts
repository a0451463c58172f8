import { duration } from '../../durations';
import { pause } from '../../clock';
import { deleteResources } from './delete';
import { recordStack } from './events';
import { Provisioning } from './provisioning';
import { createdResources, type Run } from './run';
import type { Stack } from './stack';

const MINUTE = 60_000;

/** Plays out the creation of a stack, to its end or to its failure and what follows from that. */
export async function createStack(run: Run): Promise<void> {
  const { stack, aws } = run;
  recordStack(run, 'CREATE_IN_PROGRESS', 'User Initiated');
  await pause(aws.clock, duration('settle stack', stack.id));
  if (isBeingDeleted(stack)) return;

  const creation = new Provisioning(run);
  stack.interrupt = () => {
    creation.stop({ kind: 'interrupted' });
  };
  const stopTimeout =
    stack.timeoutInMinutes === undefined
      ? undefined
      : aws.clock.after(stack.timeoutInMinutes * MINUTE, () => {
          creation.stop({ kind: 'failed', reason: 'Stack creation time exceeded the specified timeout.' });
        });
  const end = await creation.play();
  stopTimeout?.();
  stack.interrupt = undefined;

  switch (end.kind) {
    case 'complete':
      stack.outputs = stack.plan.outputs(createdResources(stack));
      await pause(aws.clock, duration('settle stack', stack.name));
      if (!isBeingDeleted(stack)) recordStack(run, 'CREATE_COMPLETE');
      break;
    case 'failed':
      await afterFailure(run, end.reason);
      break;
    case 'interrupted':
      break;
  }
}

/** DeleteStack may come between any two steps of the creation. */
function isBeingDeleted({ status }: Stack): boolean {
  return status !== 'CREATE_IN_PROGRESS';
}

async function afterFailure(run: Run, reason: string): Promise<void> {
  switch (run.stack.onFailure) {
    case 'DO_NOTHING':
      recordStack(run, 'CREATE_FAILED', reason);
      break;
    case 'ROLLBACK':
      recordStack(run, 'ROLLBACK_IN_PROGRESS', `${reason} Rollback requested by user.`);
      await deleteResources(run, { complete: 'ROLLBACK_COMPLETE', failed: 'ROLLBACK_FAILED' });
      break;
    case 'DELETE':
      recordStack(run, 'DELETE_IN_PROGRESS', `${reason} Delete requested by user.`);
      await deleteResources(run, { complete: 'DELETE_COMPLETE', failed: 'DELETE_FAILED' });
      break;
  }
}
