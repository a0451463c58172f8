import { clusterTemplate } from './cluster-template';
import { type CloudFormationTemplate, getAtt, ref } from './language';
import { EBS_CSI, NODE_CONDITIONS, NODE_LAUNCH, NODE_ROLE } from './nodes';
import { MANAGED_PARAMETERS } from './parameters';

const parameter = (name: keyof typeof MANAGED_PARAMETERS) => ref(name);

/**
 * A cluster with one managed node group. Critical path: control plane, then node group, access entry and pod identity
 * side by side, then the EBS CSI driver; roles and launch template come to be while the control plane does.
 */
export function managedTemplate(): CloudFormationTemplate {
  return clusterTemplate({
    description: 'Amazon EKS cluster with a managed node group',
    parameters: MANAGED_PARAMETERS,
    conditions: NODE_CONDITIONS,
    cluster: {},
    resources: {
      NodeRole: NODE_ROLE,
      // The key pair stands here and not in the node group's RemoteAccess, which would open port 22 to the world.
      NodeLaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: { LaunchTemplateData: NODE_LAUNCH },
      },
      NodeGroup: {
        Type: 'AWS::EKS::Nodegroup',
        Properties: {
          ClusterName: ref('Cluster'),
          NodeRole: getAtt('NodeRole', 'Arn'),
          Subnets: parameter('SubnetIds'),
          AmiType: parameter('AmiType'),
          CapacityType: 'ON_DEMAND',
          InstanceTypes: [parameter('InstanceType')],
          ScalingConfig: {
            MinSize: 1,
            DesiredSize: parameter('NodeCount'),
            MaxSize: parameter('NodeCount'),
          },
          LaunchTemplate: {
            Id: ref('NodeLaunchTemplate'),
            Version: getAtt('NodeLaunchTemplate', 'LatestVersionNumber'),
          },
          UpdateConfig: { MaxUnavailable: 1 },
          NodeRepairConfig: { Enabled: true },
        },
      },
      ...EBS_CSI,
    },
  });
}
