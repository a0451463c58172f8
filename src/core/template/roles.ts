import { equals, not, onlyIf, ref, type Resource, sub, type TemplateValue } from './language';

/** Conditions of every template with roles: a role that is there already, without either, stays as it is. */
export const ROLE_CONDITIONS = {
  HasBoundary: not(equals(ref('PermissionsBoundary'), '')),
  HasRolePath: not(equals(ref('RolePath'), '')),
} as const;

export const ROLE_PATH = { Path: onlyIf('HasRolePath', ref('RolePath')) } as const;

/** Companies refuse roles without their boundary, or outside of a path. */
export const ROLE_LIMITS = {
  ...ROLE_PATH,
  PermissionsBoundary: onlyIf('HasBoundary', ref('PermissionsBoundary')),
} as const;

/** A role that one AWS service assumes, with policies of AWS's own. Its name is CloudFormation's, made of the stack's. */
export function serviceRole(role: {
  readonly principal: TemplateValue;
  readonly actions: readonly ('sts:AssumeRole' | 'sts:TagSession')[];
  readonly policies: readonly string[];
}): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      ...ROLE_LIMITS,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: role.principal }, Action: role.actions }],
      },
      ManagedPolicyArns: role.policies.map((policy) =>
        sub(`arn:\${AWS::Partition}:iam::aws:policy/${policy}`),
      ),
    },
  };
}

/** The role of EC2 instances that are nodes. */
export function nodeRole(policies: readonly string[]): Resource {
  return serviceRole({ principal: sub('ec2.${AWS::URLSuffix}'), actions: ['sts:AssumeRole'], policies });
}
