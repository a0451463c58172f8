import { addOns } from './add-ons';
import { clusterTemplate } from './cluster-template';
import { base64, type CloudFormationTemplate, getAtt, ref, sub, type TemplateValue } from './language';
import { bottlerocketSettings, nodeConfig } from './node-config';
import { NODE_CONDITIONS, NODE_ROLE, nodeLaunch } from './nodes';
import { BOTTLEROCKET_PARAMETERS, type CLUSTER_PARAMETERS, SELF_MANAGED_PARAMETERS } from './parameters';
import { ROLE_PATH } from './roles';
import type { TemplateVariant } from './variant';

const parameter = (name: keyof (typeof SELF_MANAGED_PARAMETERS & typeof CLUSTER_PARAMETERS)) => ref(name);

/**
 * A cluster with an Auto Scaling group of the account's own, as the original makes it, with today's means: a launch
 * template, since new accounts have no launch configurations, and an access entry in place of the ConfigMap `aws-auth`.
 * The group signals nothing to CloudFormation: a signal tells that kubelet started, not that the node is Ready, and needs
 * a way to CloudFormation's endpoint that a private subnet may lack. The EBS CSI driver is active on nodes only.
 */
export function selfManagedTemplate(variant: TemplateVariant): CloudFormationTemplate {
  return clusterTemplate(variant, {
    description: 'Amazon EKS cluster with self-managed nodes',
    parameters: {
      ...SELF_MANAGED_PARAMETERS,
      ...(variant.system === 'bottlerocket' && BOTTLEROCKET_PARAMETERS),
    },
    conditions: NODE_CONDITIONS,
    cluster: {},
    resources: {
      NodeRole: NODE_ROLE,
      NodeProfile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: { ...ROLE_PATH, Roles: [ref('NodeRole')] },
      },
      NodeAccess: {
        Type: 'AWS::EKS::AccessEntry',
        Properties: {
          ClusterName: ref('Cluster'),
          PrincipalArn: getAtt('NodeRole', 'Arn'),
          Type: 'EC2_LINUX',
        },
      },
      NodeLaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateData: {
            ...nodeLaunch(variant),
            ImageId: parameter('NodeImage'),
            InstanceType: parameter('InstanceType'),
            IamInstanceProfile: { Arn: getAtt('NodeProfile', 'Arn') },
            SecurityGroupIds: [getAtt('Cluster', 'ClusterSecurityGroupId')],
            UserData: base64(sub(USER_DATA[variant.system]())),
          },
        },
      },
      NodeGroup: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        // A node that comes before its access entry is turned away, and tries again only after a while.
        DependsOn: ['NodeAccess'],
        Properties: {
          MinSize: parameter('NodeMinimum'),
          DesiredCapacity: parameter('NodeCount'),
          MaxSize: parameter('NodeMaximum'),
          VPCZoneIdentifier: parameter('SubnetIds'),
          ...launchTemplate(variant),
          Tags: [
            { Key: sub('kubernetes.io/cluster/${ClusterName}'), Value: 'owned', PropagateAtLaunch: true },
          ],
        },
      },
      ...addOns(variant),
    },
  });
}

const USER_DATA: { readonly [S in TemplateVariant['system']]: () => string } = {
  al2023: nodeConfig,
  bottlerocket: bottlerocketSettings,
};

/** Of several types the first that EC2 has is launched; all are On-Demand Instances. */
function launchTemplate({ otherTypes }: TemplateVariant): Readonly<Record<string, TemplateValue>> {
  const template = {
    LaunchTemplateId: ref('NodeLaunchTemplate'),
    Version: getAtt('NodeLaunchTemplate', 'LatestVersionNumber'),
  };
  if (otherTypes.length === 0) return { LaunchTemplate: template };
  return {
    MixedInstancesPolicy: {
      InstancesDistribution: {
        OnDemandAllocationStrategy: 'prioritized',
        OnDemandPercentageAboveBaseCapacity: 100,
      },
      LaunchTemplate: {
        LaunchTemplateSpecification: template,
        Overrides: [parameter('InstanceType'), ...otherTypes].map((InstanceType) => ({ InstanceType })),
      },
    },
  };
}
