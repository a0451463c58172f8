import type { Operation } from '../operation';
import { creationRun, provision } from '../create/provision';
import { deletionRun, remove } from '../delete/deprovision';
import type { OperationPorts, Run, RunEnd } from '../operation-context';
import { isOnlyUnattached, unattached } from '../unattached';
import type { OperationView } from '../view';

/**
 * Carries out an operation, or goes on with it from wherever its journal says it stopped. Yields what to show, the
 * newest only; the last view says how it ended, that it is the user's turn, or that its files wait for another window.
 * Aborting stops the watching: the stack goes on, and so may we.
 * @throws the signal's reason, when aborted
 */
export async function* drive(
  operation: Operation,
  ports: OperationPorts,
  signal: AbortSignal,
): AsyncGenerator<OperationView> {
  if (operation.outcome || isOnlyUnattached(operation, ports.workspace)) {
    yield viewOf(operation, ports);
    return;
  }
  for (let next: Operation | undefined = operation; next;) {
    const { views, ended } = start(next, ports, signal);
    // Awaited below: a rejection must not be reported as unhandled while the views are still read.
    ended.catch(() => undefined);
    yield* views;
    const end: RunEnd = await ended;
    yield end.view;
    next = end.next;
  }
}

/** What to show of an operation that nobody here drives. */
export function viewOf(operation: Operation, ports: OperationPorts): OperationView {
  const run = runOf(operation, ports);
  return isOnlyUnattached(operation, ports.workspace) ? run.viewAs(unattached(operation)) : run.view;
}

function start(operation: Operation, ports: OperationPorts, signal: AbortSignal) {
  switch (operation.kind) {
    case 'create':
      return going(creationRun(operation, ports), (run) => provision(run, signal));
    case 'delete':
      return going(deletionRun(operation, ports), (run) => remove(run, signal));
  }
}

function going<O extends Operation>(run: Run<O>, go: (run: Run<O>) => Promise<RunEnd>) {
  return { views: run.views, ended: go(run).finally(() => run.views.close()) };
}

function runOf(operation: Operation, ports: OperationPorts): Pick<Run<Operation>, 'view' | 'viewAs'> {
  switch (operation.kind) {
    case 'create':
      return creationRun(operation, ports);
    case 'delete':
      return deletionRun(operation, ports);
  }
}
