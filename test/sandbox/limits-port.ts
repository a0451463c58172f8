import type { Account } from './accounts';
import type { AccountRegion } from './eks/state';
import type { KmsKey } from './kms/keys';
import { quotaOf } from './service-quotas/quotas';

/** What EKS looks up of quotas and keys, in one account and region. */
export interface LimitsPort {
  mostClusters(accountRegion: AccountRegion): number;
  /** `undefined` when there is no such key. */
  key(accountRegion: AccountRegion, arn: string): KmsKey | undefined;
}

export function accountLimits(accounts: ReadonlyMap<string, Account>): LimitsPort {
  return {
    mostClusters: ({ accountId, region }) =>
      quotaOf(accounts.get(accountId), region, { serviceCode: 'eks', code: 'L-1194D53C' }),
    key: ({ accountId }, arn) => accounts.get(accountId)?.kmsKeys.get(arn),
  };
}
