import { EKS_PRINCIPAL, SERVICE_ROLE_ACTIONS } from '../template/principals';
import type { PolicyDocument } from './document';

/**
 * Who may assume the provision role: the account of the base credentials, and only with the external ID.
 * Where the partition is unknown the account stands by its number alone, which IAM takes in every partition:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function provisionTrust(who: {
  readonly accountId: string;
  readonly externalId: string;
  readonly partition?: string;
}): PolicyDocument {
  const account =
    who.partition === undefined ? who.accountId : `arn:${who.partition}:iam::${who.accountId}:root`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: account },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': who.externalId } },
      },
    ],
  };
}

/** Who may assume the service role: EKS. The role also needs policies: `serviceRolePolicies`. */
export function serviceRoleTrust(): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: EKS_PRINCIPAL }, Action: SERVICE_ROLE_ACTIONS }],
  };
}
