import * as l10n from '@vscode/l10n';
import { useEffect, useReducer } from 'preact/hooks';
import { counted } from '../../src/core/counted';
import { durationText } from '../../src/core/duration-text';
import { elapsedText } from '../../src/core/operation/duration';
import type { OperationState, OperationView } from '../../src/core/operation/view';
import { memo } from '../dom/memo';
import { Divider } from '../toolkit';
import { Outcome } from './outcome';
import { ResourceTable } from './resource-table';
import { StepList } from './step-list';

/** The progress and the result of the operation that the form started. */
export const ProgressSection = memo(({ operation }: { readonly operation: OperationView }) => {
  const untouched = untouchedText(operation);
  return (
    <section class="section" aria-labelledby="progress">
      <h2 id="progress" tabIndex={-1}>
        {headline(operation)}
      </h2>
      <Outcome operation={operation} />
      {operation.state.kind === 'running' && (
        <progress aria-labelledby="progress" max={Math.max(operation.total, 1)} value={operation.done} />
      )}
      <p class="hint actions">
        <span>{countsText(operation)}</span>
        <ElapsedTime operation={operation} />
      </p>
      <StepList rows={operation.steps} untouched={untouched} />
      <ResourceTable rows={operation.resources} untouched={untouched} />
      <Divider />
    </section>
  );
});

function headline({ kind, state, clusterName, region }: OperationView): string {
  const isCreation = kind === 'create';
  switch (state.kind) {
    case 'running':
      return isCreation
        ? l10n.t('Creating {0} in {1}', clusterName, region)
        : l10n.t('Deleting {0} in {1}', clusterName, region);
    case 'pendingRegistration':
      return isCreation
        ? l10n.t('{0} is created, but not added to your settings yet', clusterName)
        : l10n.t('{0} is deleted, but still configured', clusterName);
    case 'succeeded':
      return l10n.t('{0} is ready', clusterName);
    case 'deleted':
      return l10n.t('{0} is deleted', clusterName);
    case 'forgotten':
    case 'kept':
    case 'failed':
      return isCreation
        ? l10n.t('{0} could not be created', clusterName)
        : l10n.t('{0} could not be deleted', clusterName);
  }
}

/** Empty while no resources are known. */
function countsText({ kind, done, total }: OperationView): string {
  if (total === 0) return '';
  if (kind === 'delete')
    return counted(total, {
      one: l10n.t('{0} of 1 resource deleted', done),
      many: l10n.t('{0} of {1} resources deleted', done, total),
    });
  return counted(total, {
    one: l10n.t('{0} of 1 resource done', done),
    many: l10n.t('{0} of {1} resources done', done, total),
  });
}

/** What is said of a step that has not started. */
function untouchedText({ state }: OperationView): string {
  return state.kind === 'running' || state.kind === 'pendingRegistration'
    ? l10n.t('Waiting')
    : l10n.t('Not reached');
}

/** How long an operation has been running, second by second; screen readers are not told each of them. */
function ElapsedTime({ operation: { startedAt, usualMs, state } }: { readonly operation: OperationView }) {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const isRunning = state.kind === 'running';
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(tick, 1000, undefined);
    return () => clearInterval(timer);
  }, [isRunning]);
  const elapsedMs = (endOf(state) ?? Date.now()) - startedAt;
  return (
    <span class="number">
      {isRunning ? elapsedText({ ...state, elapsedMs }, usualMs) : durationText(elapsedMs)}
    </span>
  );
}

function endOf(state: OperationState): number | undefined {
  if ('failedAt' in state) return state.failedAt;
  return 'endedAt' in state ? state.endedAt : undefined;
}
