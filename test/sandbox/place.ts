import type { Place } from './eks/state';
import type { ServiceRequest } from './service';

/** The account and region that a call acts on. */
export function placeOf({ caller: { account }, region }: Pick<ServiceRequest, 'caller' | 'region'>): Place {
  return { accountId: account.id, partition: account.partition, region };
}
