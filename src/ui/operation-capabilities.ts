import { isFailure, type OperationView } from '../core/operation/view';
import type { Capability } from './commands/context-key';

export function capabilitiesOf(view: OperationView): readonly Capability[] {
  if (isCancelable(view)) return ['cancelable'];
  if (isAttachable(view)) return ['attachable'];
  if (isKeepable(view) && view.state.kind === 'pendingRegistration') return ['keepable'];
  if (isForgettable(view)) return ['retryable', 'deletable', 'forgettable'];
  if (view.state.kind !== 'failed') return [];
  return view.state.leftovers.kind === 'nothing'
    ? ['retryable', 'keepable']
    : ['retryable', 'deletable', 'keepable'];
}

/** A deletion cannot be cancelled in CloudFormation. */
export function isCancelable({ kind, state }: OperationView): boolean {
  return kind === 'create' && state.kind === 'running';
}

/** Finished, but its folder or workspace is not open. */
export function isAttachable({ kind, state }: OperationView): boolean {
  return kind === 'create' && state.kind === 'pendingRegistration';
}

/** It waits for the user's choice, or for a folder to clean up. */
export function isKeepable({ kind, state }: OperationView): boolean {
  return state.kind === 'failed' || (kind === 'delete' && state.kind === 'pendingRegistration');
}

/** Its resources are kept. */
export function isForgettable({ state }: OperationView): boolean {
  return state.kind === 'kept';
}

export function isFailed({ state }: OperationView): boolean {
  return isFailure(state);
}
