import { pause } from '../../clock';
import { duration } from '../../durations';
import { deleteRemoved } from './delete';
import { recordStack } from './events';
import { Provisioning } from './provisioning';
import { createdResources, type Run } from './run';
import type { StackContent } from './stack';
import { finish } from './update';

/**
 * Plays out an update with DisableRollback: from where a creation or an update stopped, and if it fails again, it stops
 * again. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
 */
export async function continueStack(run: Run, next: StackContent): Promise<void> {
  const { stack, aws } = run;
  Object.assign(stack, next, { updatedAt: new Date(aws.clock.now()) });
  recordStack(run, 'UPDATE_IN_PROGRESS', 'User Initiated');
  const provisioning = new Provisioning(run);
  // DeleteStack may come before the first resource, too.
  stack.interrupt = () => provisioning.stop({ kind: 'interrupted' });
  await pause(aws.clock, duration('settle stack', stack.id));
  const end = await provisioning.play();
  stack.interrupt = undefined;
  switch (end.kind) {
    case 'complete':
      stack.outputs = stack.plan.outputs(createdResources(stack));
      await deleteRemoved(run);
      await finish(run, 'UPDATE_COMPLETE');
      break;
    case 'failed':
      recordStack(run, 'UPDATE_FAILED', end.reason);
      break;
    case 'interrupted':
      break;
  }
}
