import { type Resource, sub, type TemplateValue } from './language';

/** A role that one AWS service assumes, with policies of AWS's own. Its name is CloudFormation's, made of the stack's. */
export function serviceRole(role: {
  readonly principal: TemplateValue;
  readonly actions: readonly ('sts:AssumeRole' | 'sts:TagSession')[];
  readonly policies: readonly string[];
}): Resource {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
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
