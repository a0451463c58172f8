import { ServiceError } from '../service';
import type { World } from '../world';
import { invalidParameter } from './errors';
import type { Place } from './state';

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html; the words are unverified. */
export function checkQuota({ limits }: World, place: Place, clusters: number): void {
  const most = limits.mostClusters(place);
  if (clusters < most) return;
  throw new ServiceError(
    'ResourceLimitExceededException',
    `You have reached the maximum number of clusters (${most}) that this account may have in ${place.region}.`,
  );
}

/** https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html says which key it must be; the words are unverified. */
export function checkKey({ limits }: World, place: Place, arn: string): void {
  const key = limits.key(place, arn);
  if (!key || !arn.includes(`:${place.region}:`))
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} was not found.`);
  if (key.state !== 'Enabled')
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} is ${key.state}.`);
  if (key.use.spec !== 'SYMMETRIC_DEFAULT')
    throw invalidParameter(`The keyArn in encryptionConfig provider is invalid: ${arn} is not symmetric.`);
}
