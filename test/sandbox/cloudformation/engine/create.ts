import { once } from 'node:events';
import { duration } from '../../durations';
import { pause } from '../../clock';
import { handlerOf } from '../handlers/registry';
import type { PlannedResource } from '../template/plan';
import { deleteResources } from './delete';
import { recordResource, recordStack } from './events';
import { CREATION_CANCELLED, failureReason, SchemaViolation } from './failure';
import { authorizeHandler, checkSchema, resourceRequest } from './resource-request';
import { createdResources, type Run } from './run';
import type { Stack, StackResource } from './stack';

const MINUTE = 60_000;

/** Plays out the creation of a stack, to its end or to its failure and what follows from that. */
export async function createStack(run: Run): Promise<void> {
  const { stack, world } = run;
  recordStack(run, 'CREATE_IN_PROGRESS', 'User Initiated');
  await pause(world.clock, duration('settle stack', stack.id));
  if (isBeingDeleted(stack)) return;

  const creation = new Creation(run);
  stack.interrupt = () => {
    creation.stop({ kind: 'interrupted' });
  };
  const stopTimeout =
    stack.timeoutInMinutes === undefined
      ? undefined
      : world.clock.after(stack.timeoutInMinutes * MINUTE, () => {
          creation.stop({ kind: 'failed', reason: 'Stack creation time exceeded the specified timeout.' });
        });
  const end = await creation.play();
  stopTimeout?.();
  stack.interrupt = undefined;

  switch (end.kind) {
    case 'complete':
      stack.outputs = stack.plan.outputs(createdResources(stack));
      await pause(world.clock, duration('settle stack', stack.name));
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

type CreationEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** DeleteStack came in between and goes on from here. */
  | { readonly kind: 'interrupted' };

/** Creates all resources that are not complete yet: side by side where they do not depend on each other. */
class Creation {
  readonly #stopping = new AbortController();
  #end: CreationEnd | undefined;
  readonly #done = new Map<string, Promise<void>>();

  constructor(readonly run: Run) {}

  async play(): Promise<CreationEnd> {
    const all = [...this.run.stack.plan.resources.values()].map((planned) => this.#whenDone(planned));
    await Promise.race([Promise.all(all), once(this.#stopping.signal, 'abort')]);
    return this.#end ?? { kind: 'complete' };
  }

  /** Ends the creation; what is under way is given up, as CloudFormation does at the first failure. */
  stop(end: CreationEnd): void {
    if (this.#end) return;
    this.#end = end;
    for (const resource of this.run.stack.resources.values()) {
      if (resource.status === 'CREATE_IN_PROGRESS') {
        recordResource(this.run, resource, 'CREATE_FAILED', CREATION_CANCELLED);
      }
    }
    this.#stopping.abort();
  }

  #whenDone(planned: PlannedResource): Promise<void> {
    const known = this.#done.get(planned.logicalId);
    if (known) return known;
    const done = this.#createAfterDependencies(planned);
    this.#done.set(planned.logicalId, done);
    return done;
  }

  async #createAfterDependencies(planned: PlannedResource): Promise<void> {
    const { stack } = this.run;
    if (stack.resources.get(planned.logicalId)?.status === 'CREATE_COMPLETE') return;
    const dependencies = [...stack.plan.resources.values()].filter(({ logicalId }) =>
      planned.after.has(logicalId),
    );
    await Promise.all(dependencies.map((dependency) => this.#whenDone(dependency)));
    if (this.#end) return;
    await this.#create(planned);
  }

  async #create({ logicalId, type }: PlannedResource): Promise<void> {
    const { stack, world } = this.run;
    const resource: StackResource = {
      logicalId,
      type,
      properties: stack.plan.properties(logicalId, createdResources(stack)),
      physicalId: undefined,
      attributes: {},
      status: 'CREATE_IN_PROGRESS',
      statusReason: undefined,
      changedAt: stack.createdAt,
    };
    stack.resources.set(logicalId, resource);
    recordResource(this.run, resource, 'CREATE_IN_PROGRESS');
    await pause(world.clock, duration('initiate resource', `${stack.name} ${logicalId}`));
    if (this.#end) return;
    try {
      resource.attributes = await this.#callHandler(resource);
    } catch (error) {
      this.#fail(resource, error);
      return;
    }
    if (this.#isOver()) return;
    recordResource(this.run, resource, 'CREATE_COMPLETE');
  }

  async #callHandler(resource: StackResource): Promise<StackResource['attributes']> {
    const { stack, world, session } = this.run;
    const handler = handlerOf(resource.type);
    checkSchema(resource, handler);
    const request = resourceRequest(world, stack, resource);
    authorizeHandler('create', resource, request, session);
    const { attributes } = await handler.create(request, (physicalId) => {
      resource.physicalId = physicalId;
      if (this.#isOver()) return;
      recordResource(this.run, resource, 'CREATE_IN_PROGRESS', 'Resource creation Initiated');
    });
    if (!this.#isOver()) authorizeHandler('read', resource, request, session);
    return attributes;
  }

  #fail(resource: StackResource, error: unknown): void {
    if (this.#end) return;
    const reason =
      error instanceof SchemaViolation ? error.message : failureReason(error, handlerOf(resource.type));
    recordResource(this.run, resource, 'CREATE_FAILED', reason);
    const failed = [...this.run.stack.resources.values()]
      .filter(({ status }) => status !== 'CREATE_COMPLETE')
      .map(({ logicalId }) => logicalId);
    this.stop({
      kind: 'failed',
      reason: `The following resource(s) failed to create: [${failed.join(', ')}].`,
    });
  }

  #isOver(): boolean {
    return this.#end !== undefined;
  }
}
