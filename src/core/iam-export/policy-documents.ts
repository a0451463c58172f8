import {
  assumeRolePolicy,
  type PolicyDocument,
  provisionPolicy,
  provisionTrust,
  serviceRoleTrust,
} from '../policy';
import { partitionOf } from '../partitions';
import { parseRoleArn } from '../arn';
import type { Wishes } from './export-options';

/** Where a document applies, as far as whoever writes it knows. */
export interface Whereabouts {
  readonly partition?: string;
  readonly accountId?: string;
}

/** What only the account knows, as CloudFormation writes it; a script has variables in its place. */
export const IN_THE_ACCOUNT = { partition: '${AWS::Partition}', accountId: '${AWS::AccountId}' } as const;

/** As far as the user has said; without a region, the ARN of a role tells the partition. */
export function whereabouts({ account, region, provisionRole, serviceRole }: Wishes): Whereabouts {
  const role = parseRoleArn(provisionRole) ?? parseRoleArn(serviceRole);
  return { partition: partitionOf(region) ?? role?.partition, accountId: account || undefined };
}

/** For any account and region where neither the user nor the place knows better. */
export function provisionPolicyOf(wishes: Wishes, { partition, accountId }: Whereabouts): PolicyDocument {
  const { compute, includeDelete, provisionRole, serviceRole, account, region, rolePath } = wishes;
  const atPath = (name: string) => {
    if (name === '') return undefined;
    return name.startsWith('arn:') ? name : `${rolePath.slice(1)}${name}`;
  };
  return provisionPolicy({
    compute,
    extras: wishes.extras,
    includeDelete,
    provisionRole: atPath(provisionRole),
    serviceRole: atPath(serviceRole),
    kmsKey: wishes.kmsKey || undefined,
    permissionsBoundary: wishes.permissionsBoundary || undefined,
    rolePath: rolePath || undefined,
    partition,
    accountId: account || accountId,
    region: region || undefined,
  });
}

/** What is not known stands there as a placeholder, which IAM refuses until it is replaced. */
export function provisionTrustOf(wishes: Wishes, { partition }: Whereabouts): PolicyDocument {
  return provisionTrust({
    accountId: wishes.trustedAccount || 'YOUR-ACCOUNT-ID',
    externalId: wishes.externalId || 'YOUR-EXTERNAL-ID',
    // With a placeholder for the account there is no telling what its ARN would be.
    partition: wishes.trustedAccount === '' ? undefined : partition,
  });
}

/** Whose roles they are the user has to say: it is seldom the account that the policy is for. */
export function assumeRolePolicyOf(wishes: Wishes, { partition }: Whereabouts): PolicyDocument {
  const accountId = wishes.account || 'YOUR-ACCOUNT-ID';
  return assumeRolePolicy({
    partition,
    accountId,
    rolePrefix: `${wishes.rolePath.slice(1)}${wishes.rolePrefix}`,
  });
}

/** The policy is called like the role that it is for. */
export function provisionPolicyName({ provisionRole }: Wishes): string {
  return parseRoleArn(provisionRole)?.name ?? provisionRole;
}

/** Two prefixes, or two accounts, are two policies. */
export function assumeRolePolicyName({ rolePrefix, account }: Wishes): string {
  return `assume-${rolePrefix.replace(/-$/, '')}-${account}`;
}

/** The one document that is the subject, if it is one. */
export function documentOf(wishes: Wishes, place: Whereabouts): PolicyDocument | undefined {
  switch (wishes.subject) {
    case 'provision-policy':
      return provisionPolicyOf(wishes, place);
    case 'provision-trust':
      return provisionTrustOf(wishes, place);
    case 'assume-role-policy':
      return assumeRolePolicyOf(wishes, place);
    case 'service-trust':
      return serviceRoleTrust();
    case 'roles':
      return undefined;
  }
}
