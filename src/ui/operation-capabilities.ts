import type { OperationView } from '../core/operation/view';

/** What can be done with an operation: words of its row's `contextValue`, for the `when` clauses of menus. */
export type Capability = 'cancelable' | 'retryable' | 'deletable' | 'keepable';

export function capabilitiesOf(view: OperationView): readonly Capability[] {
  if (isCancelable(view)) return ['cancelable'];
  if (view.state.kind !== 'failed') return [];
  return view.state.remains.kind === 'nothing'
    ? ['retryable', 'keepable']
    : ['retryable', 'deletable', 'keepable'];
}

/** CloudFormation does not take a deletion back. */
export function isCancelable({ kind, state }: OperationView): boolean {
  return kind === 'create' && (state.kind === 'running' || state.kind === 'unattached');
}

export function isFailed({ state }: OperationView): boolean {
  return state.kind === 'failed';
}
