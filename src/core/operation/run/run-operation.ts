import type { Operation } from '../operation';
import { creationContext, provision } from '../create/provision';
import { deletionContext, deprovision } from '../delete/deprovision';
import type { OperationDeps, OperationContext, RunResult } from '../operation-context';
import { isPendingRegistration, pendingRegistration } from '../to-view';
import type { OperationView } from '../view';

/**
 * Carries out an operation, or continues it from where its journal says it stopped. Yields what to show, the
 * newest only; the last view says how it ended, that it is the user's turn, or that its files wait for another window.
 * Aborting stops the watching: the stack continues, and can be resumed.
 * @throws the signal's reason, when aborted
 */
export async function* runOperation(
  operation: Operation,
  deps: OperationDeps,
  signal: AbortSignal,
): AsyncGenerator<OperationView> {
  if (operation.outcome || isPendingRegistration(operation, deps.workspace)) {
    yield viewOf(operation, deps);
    return;
  }
  for (let next: Operation | undefined = operation; next;) {
    const { views, ended } = start(next, deps, signal);
    // Awaited below: a rejection must not be reported as unhandled while the views are still read.
    ended.catch(() => undefined);
    yield* views;
    const end: RunResult = await ended;
    yield end.view;
    next = end.next;
  }
}

/** The view of an operation that this window does not drive. */
export function viewOf(operation: Operation, deps: OperationDeps): OperationView {
  const context = contextOf(operation, deps);
  return isPendingRegistration(operation, deps.workspace)
    ? context.viewAs(pendingRegistration(operation))
    : context.view;
}

function start(operation: Operation, deps: OperationDeps, signal: AbortSignal) {
  switch (operation.kind) {
    case 'create':
      return startRun(creationContext(operation, deps), (context) => provision(context, signal));
    case 'delete':
      return startRun(deletionContext(operation, deps), (context) => deprovision(context, signal));
  }
}

function startRun<O extends Operation>(
  context: OperationContext<O>,
  body: (context: OperationContext<O>) => Promise<RunResult>,
) {
  return { views: context.views, ended: body(context).finally(() => context.views.close()) };
}

function contextOf(
  operation: Operation,
  deps: OperationDeps,
): Pick<OperationContext<Operation>, 'view' | 'viewAs'> {
  switch (operation.kind) {
    case 'create':
      return creationContext(operation, deps);
    case 'delete':
      return deletionContext(operation, deps);
  }
}
