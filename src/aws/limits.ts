import { AutoScalingClient, DescribeScalingActivitiesCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeKeyCommand, KMSClient, NotFoundException } from '@aws-sdk/client-kms';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import type { KmsKey, QuotaCode } from '../core/ports/aws';
import type { RequestOptions } from './request';
import { forService, type ClientSettings } from './client-settings';

/**
 * What Service Quotas, KMS and Auto Scaling are asked for. Loaded when needed, like EC2: it throws what the SDK throws,
 * and its caller translates.
 */
export interface Limits {
  /** The account's own; of some quotas there is the default only. */
  appliedQuota(quota: QuotaCode, options: RequestOptions): Promise<number | undefined>;
  defaultQuota(quota: QuotaCode, options: RequestOptions): Promise<number | undefined>;
  key(arn: string, options: RequestOptions): Promise<KmsKey | undefined>;
  /** Why an Auto Scaling group could not launch instances of late, newest first. */
  failedLaunches(groupName: string, options: RequestOptions): Promise<readonly string[]>;
}

export function createLimits(settings: ClientSettings): Limits {
  const quotas = new ServiceQuotasClient(forService(settings, 'Service Quotas'));
  const kms = new KMSClient(forService(settings, 'KMS'));
  const autoScaling = new AutoScalingClient(forService(settings, 'Auto Scaling'));
  return {
    appliedQuota: ({ service, code }, options) =>
      valueOf(quotas.send(new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }), options)),

    defaultQuota: ({ service, code }, options) =>
      valueOf(
        quotas.send(new GetAWSDefaultServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }), options),
      ),

    async key(arn, options) {
      try {
        const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: arn }), options);
        return { state: key?.KeyState ?? '', usage: key?.KeyUsage ?? '', spec: key?.KeySpec ?? '' };
      } catch (error) {
        if (error instanceof NotFoundException) return undefined;
        throw error;
      }
    },

    async failedLaunches(groupName, options) {
      const command = new DescribeScalingActivitiesCommand({
        AutoScalingGroupName: groupName,
        MaxRecords: 20,
      });
      const { Activities = [] } = await autoScaling.send(command, options);
      const failed = Activities.filter(
        ({ StatusCode }) => StatusCode === 'Failed' || StatusCode === 'Cancelled',
      );
      return failed.flatMap(({ StatusMessage }) => StatusMessage ?? []);
    },
  };
}

async function valueOf(answer: Promise<{ Quota?: ServiceQuota }>): Promise<number | undefined> {
  try {
    return (await answer).Quota?.Value;
  } catch (error) {
    if (error instanceof NoSuchResourceException) return undefined;
    throw error;
  }
}
