import { AwsError } from '../core/ports/aws';
import { portError } from './errors';

/**
 * What a list can do without: `undefined` where AWS does not say. Where the network is down or the session has ended, the
 * list itself would not come either: that still fails, so that all of it is asked for again.
 */
export async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const known = portError(error);
    if (!(known instanceof AwsError) || known.kind === 'credentials' || known.kind === 'network') throw error;
    return undefined;
  }
}
