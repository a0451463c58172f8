import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import type { QuotaCode } from '../core/ports/aws';
import { forService, type ClientSettings } from './client-settings';
import type { RequestOptions } from './request';

/** Reads Service Quotas. Loaded when needed, like EC2: it throws what the SDK throws, and its caller translates. */
export interface Quotas {
  /** The account's own value; `undefined` for a quota that only has a default. */
  applied(quota: QuotaCode, options: RequestOptions): Promise<number | undefined>;
  /** The default of AWS; `undefined` when there is no such quota. */
  default(quota: QuotaCode, options: RequestOptions): Promise<number | undefined>;
}

export function createQuotas(settings: ClientSettings): Quotas {
  const client = new ServiceQuotasClient(forService(settings, 'Service Quotas'));
  return {
    applied: ({ service, code }, options) =>
      valueOf(client.send(new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }), options)),

    default: ({ service, code }, options) =>
      valueOf(
        client.send(new GetAWSDefaultServiceQuotaCommand({ ServiceCode: service, QuotaCode: code }), options),
      ),
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
