import type { ValueMap } from './template/template';

/**
 * A check of an organization that looks at each resource of a type before its handler is called.
 * https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/what-is-cloudformation-hooks.html
 */
export interface Hook {
  /** For example `AWS::ControlTower::Hook`. */
  readonly type: string;
  readonly resourceType: string;
  /** A hook that warns stops nothing. */
  readonly failureMode: 'FAIL' | 'WARN';
  /** @returns what the hook objects to; `undefined` where it finds nothing */
  readonly check: (properties: ValueMap) => string | undefined;
}

/** What an event of a hook says besides what every event does. */
export interface HookEvent {
  readonly type: string;
  readonly status: 'HOOK_IN_PROGRESS' | 'HOOK_COMPLETE_SUCCEEDED' | 'HOOK_COMPLETE_FAILED';
  readonly reason?: string;
  readonly failureMode: Hook['failureMode'];
}

/** What CloudFormation says of a resource that hooks have blocked: their names, and not their words. */
export function blockedReason(hooks: readonly Hook[]): string {
  return `The following hook(s) failed: [${hooks.map(({ type }) => type).join(', ')}]`;
}
