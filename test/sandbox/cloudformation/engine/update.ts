import { isDeepStrictEqual } from 'node:util';
import { pause } from '../../clock';
import { duration } from '../../durations';
import { handlerOf } from '../handlers/registry';
import { recordStack } from './events';
import { createdResources, type Run } from './run';
import type { Stack, StackContent } from './stack';
import { replacedProperty, updateResource } from './update-resource';

/** What an update comes to. */
export type Changes =
  | { readonly kind: 'none' }
  /** Logical IDs, in the template's order; none when only the stack's own tags or outputs change. */
  | { readonly kind: 'in place'; readonly resources: readonly string[] }
  /** More than changing resources that are there. */
  | { readonly kind: 'beyond'; readonly what: string };

/** Compares with what the stack was told last, as CloudFormation does: not with what has become of its resources. */
export function changesIn(stack: Stack, next: StackContent): Changes {
  const now = [...stack.resources.keys()].sort();
  if (!isDeepStrictEqual(now, [...next.plan.resources.keys()].sort())) {
    return { kind: 'beyond', what: 'add resources to a stack or take them out of it' };
  }
  const areTagsNew = !isDeepStrictEqual(stack.tags, next.tags);
  const created = createdResources(stack);
  const changed = [...next.plan.resources.keys()].filter(
    (logicalId) =>
      areTagsNew ||
      !isDeepStrictEqual(
        stack.resources.get(logicalId)?.properties,
        next.plan.properties(logicalId, created),
      ),
  );
  for (const logicalId of changed) {
    const resource = stack.resources.get(logicalId);
    if (!resource) continue;
    const replaced = replacedProperty(resource, next.plan.properties(logicalId, created));
    if (replaced) return { kind: 'beyond', what: `replace ${logicalId} for its new ${replaced}` };
    if (!handlerOf(resource.type).update) return { kind: 'beyond', what: `update ${resource.type}` };
  }
  const areOutputsNew = !isDeepStrictEqual(stack.outputs, next.plan.outputs(created));
  return changed.length > 0 || areOutputsNew ? { kind: 'in place', resources: changed } : { kind: 'none' };
}

/** Plays out an update; one that fails is taken back. */
export async function updateStack(run: Run, next: StackContent, changed: readonly string[]): Promise<void> {
  const { stack, aws } = run;
  const { description, parameters, tags, capabilities, plan } = stack;
  const before = { description, parameters, tags, capabilities, plan };
  const settle = () => pause(aws.clock, duration('settle stack', stack.id));
  Object.assign(stack, next, { updatedAt: new Date(aws.clock.now()) });
  recordStack(run, 'UPDATE_IN_PROGRESS', 'User Initiated');
  await settle();

  const touched: string[] = [];
  const failed = await updateResources(run, changed, touched);
  if (failed === undefined) {
    stack.outputs = stack.plan.outputs(createdResources(stack));
    await finish(run, 'UPDATE_COMPLETE');
    return;
  }
  recordStack(
    run,
    'UPDATE_ROLLBACK_IN_PROGRESS',
    `The following resource(s) failed to update: [${failed}]. `,
  );
  Object.assign(stack, before);
  const stillFailed = await updateResources(run, touched, []);
  if (stillFailed === undefined) await finish(run, 'UPDATE_ROLLBACK_COMPLETE');
  else
    recordStack(
      run,
      'UPDATE_ROLLBACK_FAILED',
      `The following resource(s) failed to update: [${stillFailed}]. `,
    );
}

export async function finish(
  run: Run,
  status: 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE',
): Promise<void> {
  recordStack(run, `${status}_CLEANUP_IN_PROGRESS`);
  await pause(run.aws.clock, duration('settle stack', run.stack.name));
  recordStack(run, status);
}

/** One after the other. @returns the logical ID of the first that failed */
async function updateResources(
  run: Run,
  logicalIds: readonly string[],
  touched: string[],
): Promise<string | undefined> {
  for (const logicalId of logicalIds) {
    const resource = run.stack.resources.get(logicalId);
    if (!resource) continue;
    touched.push(logicalId);
    if (!(await updateResource(run, resource))) return logicalId;
  }
  return undefined;
}
