import { isFailure, type OperationView } from '../core/operation/view';
import type { Capability } from './commands/context-key';

export function capabilitiesOf(view: OperationView): readonly Capability[] {
  if (isCancelable(view)) return ['cancelable'];
  if (isAttachable(view)) return ['attachable'];
  if (isKeepable(view) && view.state.kind === 'unattached') return ['keepable'];
  if (isForgettable(view)) return ['retryable', 'deletable', 'forgettable'];
  if (view.state.kind !== 'failed') return [];
  return view.state.remains.kind === 'nothing'
    ? ['retryable', 'keepable']
    : ['retryable', 'deletable', 'keepable'];
}

/** CloudFormation does not take a deletion back. */
export function isCancelable({ kind, state }: OperationView): boolean {
  return kind === 'create' && state.kind === 'running';
}

/** Finished, but where it is to be configured is not open. */
export function isAttachable({ kind, state }: OperationView): boolean {
  return kind === 'create' && state.kind === 'unattached';
}

/** It waits for the user, or for a folder to clean up, and need not. */
export function isKeepable({ kind, state }: OperationView): boolean {
  return state.kind === 'failed' || (kind === 'delete' && state.kind === 'unattached');
}

/** What exists of it is kept, and may be out of anybody's reach. */
export function isForgettable({ state }: OperationView): boolean {
  return state.kind === 'kept';
}

export function isFailed({ state }: OperationView): boolean {
  return isFailure(state);
}
