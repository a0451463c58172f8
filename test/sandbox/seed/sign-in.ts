import { randomBytes } from 'node:crypto';
import type { Account, Role } from '../accounts';
import { putRolePolicy } from '../iam/role-policies';
import { createRole } from '../iam/roles';
import { IdentityCenter } from '../sign-in/identity-center';
import type { WebIdentity } from '../sign-in/web-identity';

/** Roles through which a developer may come who has no access key; each may do what the user `developer` may. */
export interface SignInRoles {
  /** Of the permission set `Developer`. */
  readonly identityCenter: Role;
  /** Of the instance profile of a workstation. */
  readonly instance: Role;
  readonly pipeline: Role;
  /** Only for the user `developer`, and only with a code of the device. */
  readonly withMfa: Role;
  /** What the pipeline's provider has issued, by token. */
  readonly webIdentities: ReadonlyMap<string, WebIdentity>;
}

const ISSUER = 'pipelines.example.com';

/** @param policy JSON of what developers may do */
export function seedSignInRoles(account: Account, policy: string): SignInRoles {
  const { id, partition } = account;
  const role = (name: string, statement: object, path = '/') => {
    const trustPolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', ...statement }],
    });
    const created = createRole(account, { name, path, trustPolicy });
    putRolePolicy(account, name, { name: 'developer', document: policy });
    return created;
  };
  return {
    identityCenter: role(
      IdentityCenter.roleName('Developer'),
      {
        Principal: {
          Federated: `arn:${partition}:iam::${id}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`,
        },
        Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
      },
      '/aws-reserved/sso.amazonaws.com/eu-central-1/',
    ),
    instance: role('workstation', { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    pipeline: role('pipeline', {
      Principal: { Federated: `arn:${partition}:iam::${id}:oidc-provider/${ISSUER}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${ISSUER}:sub`]: 'repo:shop' } },
    }),
    withMfa: role('developer-with-mfa', {
      Principal: { AWS: `arn:${partition}:iam::${id}:user/developer` },
      Action: 'sts:AssumeRole',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }),
    webIdentities: new Map([
      [randomBytes(60).toString('base64url'), { issuer: ISSUER, subject: 'repo:shop' }],
      [randomBytes(60).toString('base64url'), { issuer: ISSUER, subject: 'repo:other' }],
    ]),
  };
}
