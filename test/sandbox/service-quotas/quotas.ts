import type { Account } from '../accounts';

/** One of the quotas that AWS defines, the same in every account until it is applied there. */
export interface Quota {
  readonly serviceCode: string;
  readonly code: string;
  readonly name: string;
  readonly serviceName: string;
  /** AWS's own default. */
  readonly value: number;
}

/** https://docs.aws.amazon.com/general/latest/gr/eks.html; most defaults of EC2 are what a new account has. */
const QUOTAS: readonly Quota[] = [
  quotaOfEks('L-1194D53C', 'Clusters', 100),
  quotaOfEks('L-6D54EA21', 'Managed node groups per cluster', 30),
  quotaOfEc2('L-1216C47A', 'Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances', 5),
  quotaOfEc2('L-DB2E81BA', 'Running On-Demand G and VT instances', 0),
  quotaOfEc2('L-417A185B', 'Running On-Demand P instances', 0),
  quotaOfEc2('L-7295265B', 'Running On-Demand X instances', 0),
  quotaOfEc2('L-74FC7D96', 'Running On-Demand F instances', 0),
  quotaOfEc2('L-1945791B', 'Running On-Demand Inf instances', 0),
  quotaOfEc2('L-2C3B7624', 'Running On-Demand Trn instances', 0),
  quotaOfEc2('L-34B43A08', 'All Standard (A, C, D, H, I, M, R, T, Z) Spot Instance Requests', 5),
  quotaOfEc2('L-3819A6DF', 'All G and VT Spot Instance Requests', 0),
];

function quotaOfEks(code: string, name: string, value: number): Quota {
  return {
    serviceCode: 'eks',
    serviceName: 'Amazon Elastic Kubernetes Service (Amazon EKS)',
    code,
    name,
    value,
  };
}

function quotaOfEc2(code: string, name: string, value: number): Quota {
  return { serviceCode: 'ec2', serviceName: 'Amazon Elastic Compute Cloud (Amazon EC2)', code, name, value };
}

/** `undefined` when the service has no such quota. */
export function findQuota(serviceCode: string, code: string): Quota | undefined {
  return QUOTAS.find((quota) => quota.serviceCode === serviceCode && quota.code === code);
}

/** Whether Service Quotas knows the service, as far as this one goes. */
export function hasQuotas(serviceCode: string): boolean {
  return QUOTAS.some((quota) => quota.serviceCode === serviceCode);
}

/** The value that is applied to an account in a region; of some quotas AWS knows the default only. */
export function appliedValue(
  account: Account,
  region: string,
  { serviceCode, code }: Quota,
): number | undefined {
  return account.appliedQuotas.get(appliedKey(region, serviceCode, code));
}

/** What holds for an account in a region: its own value, or else the default. */
export function quotaOf(
  account: Account | undefined,
  region: string,
  { serviceCode, code }: Pick<Quota, 'serviceCode' | 'code'>,
): number {
  const quota = findQuota(serviceCode, code);
  if (!quota || !account) return 0;
  return appliedValue(account, region, quota) ?? quota.value;
}

/** Gives an account another value than the default. */
export function applyQuota(
  account: Account,
  {
    region,
    serviceCode,
    code,
  }: { readonly region: string; readonly serviceCode: string; readonly code: string },
  value: number,
): void {
  account.appliedQuotas.set(appliedKey(region, serviceCode, code), value);
}

function appliedKey(region: string, serviceCode: string, code: string): string {
  return `${region} ${serviceCode} ${code}`;
}
