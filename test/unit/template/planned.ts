import type { ClusterSpec } from '../../../src/core/cluster-form/cluster-spec';
import { variantOf, templateBody, templateParameters } from '../../../src/core/template';
import { resolveParameters } from '../../sandbox/cloudformation/template/parameters';
import { planStack, type Plan } from '../../sandbox/cloudformation/template/plan';
import { readTemplate } from '../../sandbox/cloudformation/template/sections';
import type { ValueMap } from '../../sandbox/cloudformation/template/template';
import { PROVISION_ROLE, SPEC } from '../../fakes/cluster-spec';

/** What `Fn::GetAtt` may ask of each type, from the CloudFormation user guide. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['AutoScalingGroupARN'],
  'AWS::EKS::Cluster': ['Arn', 'Endpoint', 'CertificateAuthorityData', 'ClusterSecurityGroupId'],
  'AWS::EKS::Nodegroup': ['Arn', 'ClusterName', 'NodegroupName'],
  'AWS::EKS::AccessEntry': ['AccessEntryArn'],
  'AWS::EKS::Addon': ['Arn'],
  'AWS::IAM::InstanceProfile': ['Arn'],
  'AWS::IAM::Role': ['Arn', 'RoleId'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateId', 'DefaultVersionNumber', 'LatestVersionNumber'],
};

const PSEUDO = {
  'AWS::Partition': 'aws-cn',
  'AWS::URLSuffix': 'amazonaws.com.cn',
  'AWS::Region': 'cn-north-1',
  'AWS::AccountId': '222222222222',
  'AWS::StackName': 'eks-clusters-demo',
};

/** The stack that CloudFormation would make of a spec, in China: the partition must not be taken for granted. */
export function plan(spec: ClusterSpec, changed: Readonly<Record<string, string>> = {}): Plan {
  const template = readTemplate(templateBody(variantOf(spec)));
  const given = { ...templateParameters(spec, { provisionRoleArn: PROVISION_ROLE }), ...changed };
  const parameters = resolveParameters(template, given, {
    exists: () => true,
    ssmParameter: (name) => `the image of ${name}`,
  });
  return planStack(template, parameters, PSEUDO, (type) => ATTRIBUTES[type]);
}

/** Properties as CloudFormation's handler gets them, with every resource made. */
export function properties(
  logicalId: string,
  spec = SPEC,
  changed: Readonly<Record<string, string>> = {},
): ValueMap {
  return plan(spec, changed).properties(logicalId, {
    ref: (resource) => `the-${resource}`,
    attribute: (resource, name) => `${name} of ${resource}`,
  });
}

/** What each resource waits for. */
export function order(spec: ClusterSpec): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...plan(spec).resources].map(([id, resource]) => [id, [...resource.after].sort()]),
  );
}
