import * as l10n from '@vscode/l10n';
import type { Operation } from './operation';
import type { StackProgress } from './stack-progress';
import type { OperationState, OperationView, StepView } from './view';

export type Steps = ReadonlyMap<StepView['id'], StepView['status']>;

/** The steps that an operation has behind it, by its journal. */
export function stepsOf({
  stack,
  clusterConfigured,
  attached,
}: Operation): Map<StepView['id'], StepView['status']> {
  const steps = new Map<StepView['id'], StepView['status']>();
  if (stack.step !== 'requested') steps.set('stack', 'inProgress');
  if (stack.step === 'complete') steps.set('stack', 'complete').set('access', 'complete');
  if (clusterConfigured) steps.set('access', 'complete').set('cluster', 'complete');
  if (attached) steps.set('workspace', 'complete');
  return steps;
}

/** What to show of an operation. @param running the state for as long as the operation has no outcome */
export function operationView(
  operation: Operation,
  { stack, steps, running }: { stack: StackProgress; steps: Steps; running: OperationState },
): OperationView {
  const { id, spec, role, startedAt, outcome } = operation;
  // A run that was resumed after its stack ended has read no events.
  const complete = operation.stack.step === 'complete';
  const resources = complete
    ? stack.resources.map((r) => ({ ...r, status: 'complete' as const }))
    : stack.resources;
  return {
    id,
    clusterName: spec.name,
    region: role.region,
    startedAt,
    state: outcome ?? running,
    done: resources.filter((resource) => resource.status === 'complete').length,
    total: resources.length,
    resources,
    steps: stepViews(steps),
  };
}

function stepViews(steps: Steps): readonly StepView[] {
  const labels: { readonly [Id in StepView['id']]: string } = {
    stack: l10n.t('CloudFormation stack'),
    access: l10n.t('Access to the cluster'),
    cluster: l10n.t('Service account and storage class'),
    workspace: l10n.t('Kubeconfig and settings'),
    nodes: l10n.t('Nodes ready'),
  };
  return (Object.keys(labels) as StepView['id'][]).map((id) => ({
    id,
    label: labels[id],
    status: steps.get(id) ?? 'waiting',
  }));
}
