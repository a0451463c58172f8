import type { PolicyDocument } from './document';

/**
 * What the base credentials need: to assume every role of the account whose name begins so. The role's trust has its own
 * say, for it may be in another account.
 */
export function assumeRolePolicy(roles: {
  readonly partition?: string;
  readonly accountId: string;
  readonly rolePrefix: string;
}): PolicyDocument {
  const { partition = '*', accountId, rolePrefix } = roles;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: `arn:${partition}:iam::${accountId}:role/${rolePrefix}*`,
      },
    ],
  };
}
