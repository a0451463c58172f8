import type { Account } from '../accounts';
import { createKey, type KeyPlan } from '../kms/keys';
import { applyQuota } from '../service-quotas/quotas';

/** Keys as an account gathers them; EKS takes the first. */
export const KEYS = {
  good: { description: 'secrets of clusters' },
  disabled: { description: 'an archive', state: 'Disabled' },
  pendingDeletion: { description: 'a former team', state: 'PendingDeletion' },
  asymmetric: {
    description: 'letters to the outside',
    use: { usage: 'ENCRYPT_DECRYPT', spec: 'RSA_4096' },
  },
  signing: { description: 'releases', use: { usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P256' } },
} as const satisfies Readonly<Record<string, KeyPlan>>;

/** What an account that has run machines for years was granted; of everything else it has AWS's default. */
const GRANTED_VCPUS: Readonly<Record<string, number>> = {
  /* On-Demand, standard families */ 'L-1216C47A': 256,
  /* On-Demand, G and VT */ 'L-DB2E81BA': 16,
  /* Spot, standard families */ 'L-34B43A08': 64,
};

/** Gives every region of the account quotas and keys. */
export function seedLimits(account: Account): void {
  for (const region of account.regions.keys()) {
    for (const [code, vcpus] of Object.entries(GRANTED_VCPUS))
      applyQuota(account, { region, serviceCode: 'ec2', code }, vcpus);
    for (const plan of Object.values(KEYS)) createKey(account, region, plan);
  }
}
