import { DescribeKeyCommand, KMSClient, NotFoundException } from '@aws-sdk/client-kms';
import type { KmsKey } from '../core/ports/aws';
import { forService, type ClientSettings } from './client-settings';
import { callAws } from './request';

/**
 * Describes a KMS key; `undefined` when there is no such key.
 * @throws AwsError
 */
export async function describeKmsKey(
  settings: ClientSettings,
  arn: string,
  signal: AbortSignal,
): Promise<KmsKey | undefined> {
  const kms = new KMSClient(forService(settings, 'KMS'));
  return callAws(signal, async (options) => {
    try {
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: arn }), options);
      return { state: key?.KeyState ?? '', usage: key?.KeyUsage ?? '', spec: key?.KeySpec ?? '' };
    } catch (error) {
      if (error instanceof NotFoundException) return undefined;
      throw error;
    }
  });
}
