import type { Taint, TaintEffect } from '../cluster-form/cluster-spec';
import { addOns } from './add-ons';
import { clusterTemplate } from './cluster-template';
import { type CloudFormationTemplate, getAtt, ref } from './language';
import { NODE_CONDITIONS, nodeLaunch, NODE_ROLE } from './nodes';
import { type CLUSTER_PARAMETERS, MANAGED_PARAMETERS } from './parameters';
import type { TemplateVariant } from './variant';

const parameter = (name: keyof (typeof MANAGED_PARAMETERS & typeof CLUSTER_PARAMETERS)) => ref(name);

/**
 * A cluster with one managed node group. Critical path: control plane, then node group, access entry and pod identity
 * side by side, then the EBS CSI driver; roles and launch template are created together with the control plane.
 */
export function managedTemplate(variant: TemplateVariant): CloudFormationTemplate {
  return clusterTemplate(variant, {
    description: 'Amazon EKS cluster with a managed node group',
    parameters: MANAGED_PARAMETERS,
    conditions: NODE_CONDITIONS,
    cluster: {},
    resources: {
      NodeRole: NODE_ROLE,
      // The key pair stands here and not in the node group's RemoteAccess, which would open port 22 to the world.
      NodeLaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: nodeLaunch(variant) },
      },
      NodeGroup: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          ClusterName: ref('Cluster'),
          NodeRole: getAtt('NodeRole', 'Arn'),
          Subnets: parameter('SubnetIds'),
          AmiType: parameter('AmiType'),
          CapacityType: parameter('CapacityType'),
          InstanceTypes: [parameter('InstanceType'), ...variant.otherTypes],
          ScalingConfig: {
            MinSize: parameter('NodeMinimum'),
            DesiredSize: parameter('NodeCount'),
            MaxSize: parameter('NodeMaximum'),
          },
          LaunchTemplate: {
            Id: ref('NodeLaunchTemplate'),
            Version: getAtt('NodeLaunchTemplate', 'LatestVersionNumber'),
          },
          ...(Object.keys(variant.labels).length > 0 && { Labels: variant.labels }),
          ...(variant.taints.length > 0 && { Taints: variant.taints.map(taint) }),
          UpdateConfig: { MaxUnavailable: 1 },
          NodeRepairConfig: { Enabled: true },
        },
      },
      ...addOns(variant),
    },
  });
}

/** EKS has names of its own for the effects. https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html */
const EFFECTS: { readonly [E in TaintEffect]: string } = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
};

function taint({ key, value, effect }: Taint) {
  return { Key: key, ...(value !== '' && { Value: value }), Effect: EFFECTS[effect] };
}
