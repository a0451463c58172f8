import type { WireError } from '../../src/protocol/messages';
import type { RequestName } from '../../src/protocol/rpc';
import type { FormState } from './state';

/** The first failure among these requests that no field shows. */
export function failureAtNoField(
  { remotes }: FormState,
  requests: readonly RequestName[],
): WireError | undefined {
  for (const request of requests) {
    const remote = remotes[request];
    if (remote.kind === 'failed' && remote.error.field === undefined) return remote.error;
  }
  return undefined;
}
