import {
  assumeRolePolicy,
  type PolicyDocument,
  provisionPolicy,
  provisionTrust,
  serviceRoleTrust,
} from '../policy';
import { partitionOf } from '../partitions';
import { parseRoleArn } from '../arn';
import type { ExportOptions } from './export-options';

/** Where a document applies, as far as it is known. */
export interface PolicyScope {
  readonly partition?: string;
  readonly accountId?: string;
}

/** What only the account knows, as CloudFormation writes it; a script has variables in its place. */
export const PSEUDO_PARAMETERS = { partition: '${AWS::Partition}', accountId: '${AWS::AccountId}' } as const;

/** As far as the user has said; without a region, the ARN of a role tells the partition. */
export function policyScope({ account, region, provisionRole, serviceRole }: ExportOptions): PolicyScope {
  const role = parseRoleArn(provisionRole) ?? parseRoleArn(serviceRole);
  return { partition: partitionOf(region) ?? role?.partition, accountId: account || undefined };
}

/** For any account and region where neither the user nor the place knows better. */
export function provisionPolicyOf(
  options: ExportOptions,
  { partition, accountId }: PolicyScope,
): PolicyDocument {
  const { compute, includeDelete, provisionRole, serviceRole, account, region, rolePath } = options;
  const atPath = (name: string) => {
    if (name === '') return undefined;
    return name.startsWith('arn:') ? name : `${rolePath.slice(1)}${name}`;
  };
  return provisionPolicy({
    compute,
    extras: options.extras,
    includeDelete,
    provisionRole: atPath(provisionRole),
    serviceRole: atPath(serviceRole),
    kmsKey: options.kmsKey || undefined,
    permissionsBoundary: options.permissionsBoundary || undefined,
    rolePath: rolePath || undefined,
    partition,
    accountId: account || accountId,
    region: region || undefined,
  });
}

/** What is not known becomes a placeholder, which IAM refuses until it is replaced. */
export function provisionTrustOf(options: ExportOptions, { partition }: PolicyScope): PolicyDocument {
  return provisionTrust({
    accountId: options.trustedAccount || 'YOUR-ACCOUNT-ID',
    externalId: options.externalId || 'YOUR-EXTERNAL-ID',
    // With a placeholder for the account there is no telling what its ARN would be.
    partition: options.trustedAccount === '' ? undefined : partition,
  });
}

/** Whose roles they are the user has to say: it is seldom the account that the policy is for. */
export function assumeRolePolicyOf(options: ExportOptions, { partition }: PolicyScope): PolicyDocument {
  const accountId = options.account || 'YOUR-ACCOUNT-ID';
  return assumeRolePolicy({
    partition,
    accountId,
    rolePrefix: `${options.rolePath.slice(1)}${options.rolePrefix}`,
  });
}

/** The policy is called like the role that it is for. */
export function provisionPolicyName({ provisionRole }: ExportOptions): string {
  return parseRoleArn(provisionRole)?.name ?? provisionRole;
}

/** Two prefixes, or two accounts, are two policies. */
export function assumeRolePolicyName({ rolePrefix, account }: ExportOptions): string {
  return `assume-${rolePrefix.replace(/-$/, '')}-${account}`;
}

/** The one document that is the subject, if it is one. */
export function documentOf(options: ExportOptions, place: PolicyScope): PolicyDocument | undefined {
  switch (options.kind) {
    case 'provision-policy':
      return provisionPolicyOf(options, place);
    case 'provision-trust':
      return provisionTrustOf(options, place);
    case 'assume-role-policy':
      return assumeRolePolicyOf(options, place);
    case 'service-trust':
      return serviceRoleTrust();
    case 'roles':
      return undefined;
  }
}
