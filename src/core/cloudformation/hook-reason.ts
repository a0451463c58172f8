import type { StackEvent } from './stack-event';

/** Where a hook has blocked something CloudFormation names the hook, and mostly not what the hook said. */
const HOOK_FAILURE = /hook\(s\) failed: ?\[(?<hooks>[^\]]{0,500})\](?<said>.{0,2000})/is;

/** Whether a hook is why something failed, and CloudFormation does not hand on its words. */
export function isHookWithoutReason(reason = ''): boolean {
  const said = HOOK_FAILURE.exec(reason)?.groups?.['said'];
  return said !== undefined && !/\w/.test(said);
}

/** What a blocked resource is told of by CloudFormation, with the words of the hooks that blocked it. */
export function hookReason(hooks: readonly { readonly type: string; readonly reason?: string }[]): string {
  const types = [...new Set(hooks.map(({ type }) => type))].join(', ');
  const said = [...new Set(hooks.flatMap(({ reason }) => reason ?? []))].join(' ');
  return `The following hook(s) failed: [${types}]${said === '' ? '' : ` : ${said}`}`;
}

/** The failure with the words of its hooks, which are in events of their own. @param events of the same run */
export function withHookReason(failure: StackEvent, events: readonly StackEvent[]): StackEvent {
  if (!isHookWithoutReason(failure.reason)) return failure;
  const blocking = events.flatMap(({ logicalId, hook }) =>
    logicalId === failure.logicalId && hook?.outcome === 'blocked' ? [hook] : [],
  );
  return blocking.length === 0 ? failure : { ...failure, reason: hookReason(blocking) };
}

/** The words of the hooks in a reason; `undefined` where no hook is in it. */
export function parseHookReason(
  reason: string,
): { readonly hooks: string; readonly said: string } | undefined {
  const { hooks, said = '' } = HOOK_FAILURE.exec(reason)?.groups ?? {};
  if (hooks === undefined) return undefined;
  return { hooks, said: said.replace(/^[\s:.]+/, '').replace(/^Hook failed with message: ?/, '') };
}
