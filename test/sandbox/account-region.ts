import type { AccountRegion } from './eks/state';
import type { ServiceRequest } from './service';

/** The account and region that a call acts on. */
export function accountRegionOf({
  caller: { account },
  region,
}: Pick<ServiceRequest, 'caller' | 'region'>): AccountRegion {
  return { accountId: account.id, partition: account.partition, region };
}
