import { createHash } from 'node:crypto';
import type { Account } from '../accounts';

/** A key of the customer's. */
export interface KmsKey {
  readonly id: string;
  readonly arn: string;
  readonly description: string;
  readonly createdAt: Date;
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly use: KeyUse;
}

/** What a key is for, and of what kind it is for that. https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html */
type KeyUse =
  | { readonly usage: 'ENCRYPT_DECRYPT'; readonly spec: 'SYMMETRIC_DEFAULT' | 'RSA_4096' }
  | { readonly usage: 'SIGN_VERIFY'; readonly spec: 'RSA_4096' | 'ECC_NIST_P256' }
  | { readonly usage: 'GENERATE_VERIFY_MAC'; readonly spec: 'HMAC_256' };

export type KeyPlan = Pick<KmsKey, 'description'> & Partial<Pick<KmsKey, 'state' | 'use'>>;

/** Gives the account a key; one of the same description has the same ID in every sandbox. @returns its ARN */
export function createKey(account: Account, region: string, plan: KeyPlan): string {
  const id = uuidOf(`${account.id} ${region} ${plan.description}`);
  const arn = keyArn(account, region, id);
  account.kmsKeys.set(arn, {
    id,
    arn,
    createdAt: new Date('2025-02-03T09:00:00Z'),
    state: 'Enabled',
    use: { usage: 'ENCRYPT_DECRYPT', spec: 'SYMMETRIC_DEFAULT' },
    ...plan,
  });
  return arn;
}

export function keyArn({ partition, id: accountId }: Account, region: string, keyId: string): string {
  return `arn:${partition}:kms:${region}:${accountId}:key/${keyId}`;
}

function uuidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
