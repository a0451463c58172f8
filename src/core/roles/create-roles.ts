import * as l10n from '@vscode/l10n';
import { userError } from '../errors/catalogue';
import { retryTransient, waitingText } from '../cloudformation/retry-transient';
import { StackProgress } from '../cloudformation/stack-progress';
import { watchStack } from '../cloudformation/watch-stack';
import { NO_HEALTH } from '../ports/health';
import { AwsError, type BaseAccount } from '../ports/aws';
import type { StackDescription } from '../ports/stacks';
import type { Clock } from '../ports/clock';
import { rolesContent, type RolesRequest } from './content';
import { explainRolesFailure } from './explain-failure';
import { planFromStack, type RolesPlan } from './plan';
import { findRolesStack, isUnchanged, rolesStackName, nextAction } from './stack';
import { PROVISION_POLICY_NAME, ROLES_RESOURCES, type RolesOutput } from './template';
import { isTrusted } from './trust';

export interface RolesDeps {
  readonly base: BaseAccount;
  readonly clock: Clock;
  /** Called with the current activity, in a few words. */
  readonly onActivity: (activity: string) => void;
  /** A new client request token. */
  readonly newToken: () => string;
}

export interface CreatedRoles {
  readonly provisionRoleArn: string;
  readonly serviceRoleArn: string;
}

/** Two roles take half a minute; what takes this long is not going to end. */
const DEADLINE_MS = 15 * 60_000;
const WAIT_MS = 5_000;

/**
 * Has CloudFormation make the roles, or update those that are there. Safe to repeat, and to run in two windows at once:
 * the stack's name is the installation's, and a second window waits and then finds nothing left to do.
 */
export async function createRoles(
  request: RolesRequest,
  deps: RolesDeps,
  signal: AbortSignal,
): Promise<CreatedRoles> {
  const run = new RolesCreation(request, deps, signal);
  const deadline = deps.clock.now() + DEADLINE_MS;
  try {
    for (let roles = await run.step(); ; roles = await run.step()) {
      if (roles) return roles;
      if (deps.clock.now() >= deadline)
        throw userError('roles-stack-busy', { stack: rolesStackName(request.installation) });
      await deps.clock.sleep(WAIT_MS, signal);
    }
  } catch (error) {
    throw explainRolesFailure(error);
  }
}

/** What was chosen for the roles that are there; `undefined` when there are none. */
export async function readRolesPlan(
  installation: string,
  { stacks }: BaseAccount,
  signal: AbortSignal,
): Promise<RolesPlan | undefined> {
  try {
    const way = nextAction(await findRolesStack(installation, stacks, signal));
    return way.kind === 'update' || way.kind === 'wait' ? planFromStack(way.stack, installation) : undefined;
  } catch (error) {
    throw explainRolesFailure(error);
  }
}

class RolesCreation {
  constructor(
    private readonly request: RolesRequest,
    private readonly deps: RolesDeps,
    private readonly signal: AbortSignal,
  ) {}

  /** Does what can be done next. @returns `undefined` while the roles are not yet as wanted */
  async step(): Promise<CreatedRoles | undefined> {
    const { stacks } = this.deps.base;
    const way = nextAction(await this.retrying(() => this.find()));
    switch (way.kind) {
      case 'create':
        return this.create();
      case 'update':
        return this.update(way.stack);
      case 'wait':
        this.deps.onActivity(l10n.t('Waiting for the current change to finish: {0}', way.stack.status));
        return undefined;
      case 'replace': {
        this.deps.onActivity(l10n.t('Cleaning up a failed attempt'));
        const request = { stackArn: way.stack.arn, clientRequestToken: this.deps.newToken() };
        await this.ifUnchanged(way.stack, () => stacks.delete(request, this.signal));
        return undefined;
      }
      case 'stuck':
        throw userError('roles-stack-stuck', { stack: way.stack.arn, status: way.stack.status });
    }
  }

  private async create(): Promise<CreatedRoles | undefined> {
    const clientRequestToken = this.deps.newToken();
    const name = rolesStackName(this.request.installation);
    // Nothing uses the roles yet: what failed leaves nothing behind.
    const content = { ...rolesContent(this.request, undefined), name, onFailure: 'delete' } as const;
    try {
      const arn = await this.retrying(() =>
        this.deps.base.stacks.create({ ...content, clientRequestToken }, this.signal),
      );
      return await this.watch(arn, clientRequestToken);
    } catch (error) {
      // Another window was faster: what it makes is ours too.
      if (error instanceof AwsError && error.kind === 'already-exists') return undefined;
      throw error;
    }
  }

  private async update(stack: StackDescription): Promise<CreatedRoles | undefined> {
    const { provisionRoleName, serviceRoleName, rolePath } = planFromStack(stack, this.request.installation);
    // With other names or another path CloudFormation would make other roles, and delete those that clusters were made
    // with.
    const plan = { ...this.request.plan, provisionRoleName, serviceRoleName, rolePath };
    const role = { name: provisionRoleName, policyName: PROVISION_POLICY_NAME };
    const present = await this.retrying(() => this.deps.base.role(role, this.signal));
    if (!present) throw userError('roles-drifted', { stack: stack.arn, role: provisionRoleName });

    const clientRequestToken = this.deps.newToken();
    const content = { ...rolesContent({ ...this.request, plan }, present), stackArn: stack.arn };
    const outcome = await this.ifUnchanged(stack, () =>
      this.deps.base.stacks.update({ ...content, clientRequestToken }, this.signal),
    );
    switch (outcome) {
      case undefined:
      case 'busy':
        return undefined;
      case 'started':
        return this.watch(stack.arn, clientRequestToken);
      case 'unchanged':
        // CloudFormation compares with what it was told last, not with what somebody has made of it since.
        if (isTrusted(this.request, present.trust)) return rolesFromOutputs(stack);
        throw userError('roles-drifted', { stack: stack.arn, role: provisionRoleName });
    }
  }

  private async watch(arn: string, clientRequestToken: string): Promise<CreatedRoles> {
    const { base, clock, onActivity } = this.deps;
    const acquireRead = (delayMs: number) => clock.sleep(delayMs, this.signal);
    const progress = new StackProgress(ROLES_RESOURCES, clientRequestToken);
    await watchStack(
      {
        arn,
        progress,
        clock,
        acquireRead,
        onActivity,
        services: () => Promise.resolve({ stacks: base.stacks, health: NO_HEALTH }),
      },
      this.signal,
    );
    const stack = await this.retrying(() => base.stacks.describe(arn, this.signal));
    if (!stack) throw userError('stack-vanished', { stack: arn });
    return rolesFromOutputs(stack);
  }

  /** Does that to a stack which is still ours and as it was found. @returns `undefined` where it is not: look again */
  private ifUnchanged<T>(found: StackDescription, act: () => Promise<T>): Promise<T | undefined> {
    const { installation } = this.request;
    return this.retrying(async () =>
      (await isUnchanged(found, installation, this.deps.base.stacks, this.signal)) ? act() : undefined,
    );
  }

  private find(): Promise<StackDescription | undefined> {
    return findRolesStack(this.request.installation, this.deps.base.stacks, this.signal);
  }

  private retrying<T>(ask: () => Promise<T>): Promise<T> {
    const { clock, onActivity } = this.deps;
    const onWaiting = (error: AwsError) => onActivity(waitingText(error));
    return retryTransient(ask, { clock, signal: this.signal, onWaiting });
  }
}

function rolesFromOutputs({ arn, outputs }: StackDescription): CreatedRoles {
  const { ProvisionRoleArn, ServiceRoleArn }: Partial<Record<RolesOutput, string>> = outputs;
  if (ProvisionRoleArn === undefined || ServiceRoleArn === undefined)
    throw new Error(`The stack ${arn} has no ARNs among its outputs.`);
  return { provisionRoleArn: ProvisionRoleArn, serviceRoleArn: ServiceRoleArn };
}
