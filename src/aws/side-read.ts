import { AwsError } from '../core/ports/aws';
import { portError } from './errors';

/**
 * What a list can do without: `undefined` where AWS does not say. Only what would spare the list itself as little goes
 * on failing: the network is down, or the session has ended, and everything is asked again.
 */
export async function ifTold<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const known = portError(error);
    if (!(known instanceof AwsError) || known.kind === 'credentials' || known.kind === 'network') throw error;
    return undefined;
  }
}
