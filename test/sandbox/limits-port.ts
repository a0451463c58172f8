import type { Account } from './accounts';
import type { Place } from './eks/state';
import type { KmsKey } from './kms/keys';
import { quotaOf } from './service-quotas/quotas';

/** What EKS looks up of quotas and keys, in one account and region. */
export interface LimitsPort {
  mostClusters(place: Place): number;
  /** `undefined` when there is no such key. */
  key(place: Place, arn: string): KmsKey | undefined;
}

export function accountLimits(accounts: ReadonlyMap<string, Account>): LimitsPort {
  return {
    mostClusters: ({ accountId, region }) =>
      quotaOf(accounts.get(accountId), region, { serviceCode: 'eks', code: 'L-1194D53C' }),
    key: ({ accountId }, arn) => accounts.get(accountId)?.kmsKeys.get(arn),
  };
}
