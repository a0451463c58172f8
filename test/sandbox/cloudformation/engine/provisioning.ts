import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { duration } from '../../durations';
import { pause } from '../../clock';
import { handlerOf } from '../handlers/registry';
import type { PlannedResource } from '../template/plan';
import { blockedReason, type Hook } from '../hooks';
import { recordHook, recordResource } from './events';
import { CREATION_CANCELLED, failureReason, SchemaViolation } from './failure';
import { authorizeHandler, checkSchema, resourceRequest } from './resource-request';
import { createdResources, type Run } from './run';
import { isComplete, type StackResource } from './stack';
import { replacedProperty, updateResource } from './update-resource';

/** https://github.com/aws/aws-sam-cli/issues/4585 */
const NO_REPLACEMENT = 'Replacement type updates not supported on stack with disable-rollback.';

export type ProvisioningEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** DeleteStack came in between and continues from here. */
  | { readonly kind: 'interrupted' };

/**
 * Brings all resources of the stack's plan to their wanted state: side by side where they do not depend on each other.
 * What failed before has no stable state to go back to, so it is deleted and created again; what is complete is
 * updated.
 */
export class Provisioning {
  readonly #stopping = new AbortController();
  #end: ProvisioningEnd | undefined;
  readonly #done = new Map<string, Promise<void>>();

  constructor(readonly run: Run) {}

  async play(): Promise<ProvisioningEnd> {
    const all = [...this.run.stack.plan.resources.values()].map((planned) => this.#whenDone(planned));
    await Promise.race([Promise.all(all), once(this.#stopping.signal, 'abort')]);
    return this.#end ?? { kind: 'complete' };
  }

  /** Ends the creation; what is in progress is given up, as CloudFormation does at the first failure. */
  stop(end: ProvisioningEnd): void {
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
    const dependencies = [...stack.plan.resources.values()].filter(({ logicalId }) =>
      planned.after.has(logicalId),
    );
    await Promise.all(dependencies.map((dependency) => this.#whenDone(dependency)));
    if (this.#end) return;
    const present = stack.resources.get(planned.logicalId);
    if (present && isComplete(present)) await this.#update(present);
    else await this.#create(planned, present?.physicalId);
  }

  async #update(resource: StackResource): Promise<void> {
    const { stack } = this.run;
    const next = stack.plan.properties(resource.logicalId, createdResources(stack));
    if (isDeepStrictEqual(resource.properties, next)) return;
    if (replacedProperty(resource, next) !== undefined) {
      recordResource(this.run, resource, 'UPDATE_FAILED', NO_REPLACEMENT);
      this.#stopBecause('update');
    } else if (!(await updateResource(this.run, resource))) this.#stopBecause('update');
  }

  /** @param left physical ID of what an attempt before has left */
  async #create({ logicalId, type }: PlannedResource, left: string | undefined): Promise<void> {
    const { stack, aws } = this.run;
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
    await pause(aws.clock, duration('initiate resource', `${stack.name} ${logicalId}`));
    if (this.#end) return;
    const blocking = this.#blockingHooks(resource);
    if (blocking.length > 0) {
      recordResource(this.run, resource, 'CREATE_FAILED', blockedReason(blocking));
      this.#stopBecause('create');
      return;
    }
    try {
      if (left !== undefined) await this.#delete(resource, left);
      resource.attributes = await this.#callHandler(resource);
    } catch (error) {
      this.#fail(resource, error);
      return;
    }
    if (this.#isOver()) return;
    recordResource(this.run, resource, 'CREATE_COMPLETE');
  }

  /** The account's hooks that refuse the resource as it is. */
  #blockingHooks(resource: StackResource): readonly Hook[] {
    const hooks = this.run.session.caller.account.hooks.filter(
      ({ resourceType }) => resourceType === resource.type,
    );
    return hooks.filter((hook) => {
      const { type, failureMode } = hook;
      recordHook(this.run, resource, { type, failureMode, status: 'HOOK_IN_PROGRESS' });
      const objection = hook.check(resource.properties);
      const reason = objection && `Hook failed with message: ${objection}`;
      const status = reason === undefined ? 'HOOK_COMPLETE_SUCCEEDED' : 'HOOK_COMPLETE_FAILED';
      recordHook(this.run, resource, { type, failureMode, status, ...(reason !== undefined && { reason }) });
      return reason !== undefined && failureMode === 'FAIL';
    });
  }

  /**
   * "Resources without a last known stable state will be deleted upon the next stack operation." Unverified: when in
   * it.
   */
  async #delete(resource: StackResource, physicalId: string): Promise<void> {
    const { stack, aws, session } = this.run;
    const request = resourceRequest(aws, stack, resource);
    authorizeHandler('delete', resource, request, session);
    await handlerOf(resource.type).delete(request, physicalId);
  }

  async #callHandler(resource: StackResource): Promise<StackResource['attributes']> {
    const { stack, aws, session } = this.run;
    const handler = handlerOf(resource.type);
    checkSchema(resource, handler);
    const request = resourceRequest(aws, stack, resource);
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
    this.#stopBecause('create');
  }

  #stopBecause(what: 'create' | 'update'): void {
    const failed = [...this.run.stack.resources.values()]
      .filter((resource) => !isComplete(resource))
      .map(({ logicalId }) => logicalId);
    this.stop({
      kind: 'failed',
      reason: `The following resource(s) failed to ${what}: [${failed.join(', ')}].`,
    });
  }

  #isOver(): boolean {
    return this.#end !== undefined;
  }
}
