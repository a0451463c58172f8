import type { Operation } from './operation';
import type { OperationView } from './view';

/** Whether it is a creation, or a deletion of what that has made. @param creation ID */
export function concernsCreation(creation: string, operation: Operation | OperationView): boolean {
  if (operation.id === creation) return true;
  return 'owner' in operation
    ? operation.owner === creation
    : 'deletes' in operation && operation.deletes === creation;
}

/** The one that began last; of those that began at once, the last. */
export function latestStarted<T extends { readonly startedAt: number }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (found, each) => (found && found.startedAt > each.startedAt ? found : each),
    undefined,
  );
}
