import { ServiceError } from '../service';
import type { SimulatedAws } from '../simulated-aws';
import { invalidParameter } from './errors';
import type { AccountRegion } from './state';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html; the words are unverified. */
export function checkQuota({ limits }: SimulatedAws, accountRegion: AccountRegion, clusters: number): void {
  const most = limits.mostClusters(accountRegion);
  if (clusters < most) return;
  throw new ServiceError(
    'ResourceLimitExceededException',
    `You have reached the maximum number of clusters (${most}) that this account may have in ${accountRegion.region}.`,
  );
}

/** https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html says which key it must be; the words are unverified. */
export function checkKey({ limits }: SimulatedAws, accountRegion: AccountRegion, arn: string): void {
  const key = limits.key(accountRegion, arn);
  if (!key || !arn.includes(`:${accountRegion.region}:`))
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} was not found.`);
  if (key.state !== 'Enabled')
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} is ${key.state}.`);
  if (key.use.spec !== 'SYMMETRIC_DEFAULT')
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} is not symmetric.`);
}
