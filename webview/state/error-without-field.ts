import type { ErrorReport } from '../../src/protocol/messages';
import type { RequestName } from '../../src/protocol/rpc';
import type { FormState } from './state';

/** The first failure among requests with these names that no field shows. */
export function errorWithoutField(
  { requests }: FormState,
  names: readonly RequestName[],
): ErrorReport | undefined {
  for (const name of names) {
    const request = requests[name];
    if (request.kind === 'failed' && request.error.field === undefined) return request.error;
  }
  return undefined;
}
