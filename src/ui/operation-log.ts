import type { Operations } from '../core/operation/run/operations';
import type { Log } from './log';
import { operationText } from './operation-text';

/** Each step of the operations that this window drives, as a line of the log; what stays the same is said once. */
export function logOperations(operations: Operations, log: Log): { dispose(): void } {
  const said = new Map</* operation id */ string, string>();
  return operations.onDidProgress((view) => {
    const line = operationText(view);
    if (said.get(view.id) !== line) log.info(`${view.clusterName}: ${line}`);
    said.set(view.id, line);
  });
}
