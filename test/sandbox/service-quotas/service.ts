import { text } from '../input';
import { ServiceError, type Service, type ServiceRequest, type ServiceResponse } from '../service';
import { appliedValue, findQuota, hasQuotas, type Quota } from './quotas';

/** The simulated Service Quotas: what an account is granted, and what AWS grants everybody. */
export function serviceQuotas(): Service {
  return {
    signingName: 'servicequotas',
    operations: {
      GetServiceQuota: (request) => {
        const { caller, region } = request;
        const quota = authorizedQuota(request);
        const value = appliedValue(caller.account, region, quota);
        if (value === undefined) throw noSuchResource('service quota');
        return { Quota: describe(request, quota, { accountId: caller.account.id, value }) };
      },
      GetAWSDefaultServiceQuota: (request) => {
        const quota = authorizedQuota(request);
        return { Quota: describe(request, quota, { accountId: '', value: quota.value }) };
      },
    },
  };
}

/** Reading has no resource: only requests for an increase are authorized on a quota. */
function authorizedQuota(request: ServiceRequest): Quota {
  request.authorize(`servicequotas:${request.action}`);
  const serviceCode = required(request, 'ServiceCode');
  const code = required(request, 'QuotaCode');
  const quota = findQuota(serviceCode, code);
  if (!quota) throw noSuchResource(hasQuotas(serviceCode) ? 'service quota' : 'service');
  return quota;
}

function required({ input }: ServiceRequest, member: string): string {
  const value = text(input, member);
  if (value !== undefined) return value;
  const name = member.charAt(0).toLowerCase() + member.slice(1);
  throw new ServiceError(
    'ValidationException',
    `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

/** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html; its words are unverified. */
function noSuchResource(what: string): ServiceError {
  return new ServiceError(
    'NoSuchResourceException',
    `The request failed because the specified ${what} does not exist.`,
  );
}

/** A default belongs to no account. */
function describe(
  { caller, region }: ServiceRequest,
  { serviceCode, serviceName, code, name }: Quota,
  { accountId, value }: { readonly accountId: string; readonly value: number },
): ServiceResponse {
  return {
    ServiceCode: serviceCode,
    ServiceName: serviceName,
    QuotaArn: `arn:${caller.account.partition}:servicequotas:${region}:${accountId}:${serviceCode}/${code}`,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  };
}
