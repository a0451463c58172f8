import {
  type CloudFormationTemplate,
  equals,
  getAtt,
  not,
  onlyIf,
  ref,
  type Resource,
  sub,
} from './language';
import { EBS_CSI_ROLE_POLICIES, NODE_ROLE_POLICIES } from './managed-policies';
import { MANAGED_PARAMETERS, type ManagedParameter } from './parameters';
import { POD_IDENTITY_PRINCIPAL } from './principals';
import { serviceRole } from './roles';

type ManagedResource =
  | 'Cluster'
  | 'AdminAccess'
  | 'NodeRole'
  | 'NodeLaunchTemplate'
  | 'NodeGroup'
  | 'PodIdentityAgent'
  | 'EbsCsiRole'
  | 'EbsCsi';

const parameter = (name: ManagedParameter) => ref(name);
const resource = (name: ManagedResource) => ref(name);
const attribute = (name: ManagedResource, of: string) => getAtt(name, of);

/**
 * A cluster with one managed node group. Critical path: control plane, then node group, access entry and pod identity
 * side by side, then the EBS CSI driver; roles and launch template come to be while the control plane does.
 */
export function managedTemplate(): CloudFormationTemplate {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Amazon EKS cluster with a managed node group, made by EKS Clusters for VS Code',
    Parameters: MANAGED_PARAMETERS,
    Conditions: {
      HasKeyPair: not(equals(parameter('KeyName'), '')),
      LogsSecurity: equals(parameter('ControlPlaneLogs'), 'security'),
    },
    Resources: RESOURCES,
    Outputs: {
      ClusterArn: { Value: attribute('Cluster', 'Arn') },
      ClusterEndpoint: { Value: attribute('Cluster', 'Endpoint') },
      ClusterCertificate: { Value: attribute('Cluster', 'CertificateAuthorityData') },
      ClusterSecurityGroupId: { Value: attribute('Cluster', 'ClusterSecurityGroupId') },
      NodeInstanceRole: { Value: attribute('NodeRole', 'Arn') },
    },
  };
}

const RESOURCES: { readonly [Id in ManagedResource]: Resource } = {
  Cluster: {
    Type: 'AWS::EKS::Cluster',
    Properties: {
      Name: parameter('ClusterName'),
      Version: parameter('KubernetesVersion'),
      RoleArn: parameter('ServiceRoleArn'),
      // EKS makes no entry for whoever creates the cluster: the explicit one below would clash with it.
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
      ResourcesVpcConfig: {
        SubnetIds: parameter('SubnetIds'),
        SecurityGroupIds: [parameter('SecurityGroupId')],
        EndpointPublicAccess: true,
        // Without it nodes in private subnets reach the API only through a NAT gateway.
        EndpointPrivateAccess: true,
      },
      UpgradePolicy: { SupportType: parameter('SupportType') },
      Logging: onlyIf('LogsSecurity', {
        ClusterLogging: { EnabledTypes: [{ Type: 'authenticator' }, { Type: 'audit' }] },
      }),
    },
  },
  AdminAccess: {
    Type: 'AWS::EKS::AccessEntry',
    Properties: {
      ClusterName: resource('Cluster'),
      PrincipalArn: parameter('AdminPrincipalArn'),
      Type: 'STANDARD',
      AccessPolicies: [
        {
          PolicyArn: sub('arn:${AWS::Partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'),
          AccessScope: { Type: 'cluster' },
        },
      ],
    },
  },
  NodeRole: serviceRole({
    principal: sub('ec2.${AWS::URLSuffix}'),
    actions: ['sts:AssumeRole'],
    policies: NODE_ROLE_POLICIES,
  }),
  // The key pair stands here and not in the node group's RemoteAccess, which would open port 22 to the world.
  NodeLaunchTemplate: {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        KeyName: onlyIf('HasKeyPair', parameter('KeyName')),
        // IMDSv2, and one hop: pods do not reach the node's credentials.
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [
          {
            DeviceName: '/dev/xvda', // the root of Amazon Linux 2023
            Ebs: {
              VolumeSize: parameter('NodeVolumeSize'),
              VolumeType: 'gp3',
              Encrypted: true,
              DeleteOnTermination: true,
            },
          },
        ],
        TagSpecifications: ['instance', 'volume'].map((type) => ({
          ResourceType: type,
          Tags: [{ Key: 'Name', Value: sub('${ClusterName}-node') }],
        })),
      },
    },
  },
  NodeGroup: {
    Type: 'AWS::EKS::Nodegroup',
    Properties: {
      ClusterName: resource('Cluster'),
      NodeRole: attribute('NodeRole', 'Arn'),
      Subnets: parameter('SubnetIds'),
      AmiType: parameter('AmiType'),
      CapacityType: 'ON_DEMAND',
      InstanceTypes: [parameter('InstanceType')],
      ScalingConfig: { MinSize: 1, DesiredSize: parameter('NodeCount'), MaxSize: parameter('NodeCount') },
      LaunchTemplate: {
        Id: resource('NodeLaunchTemplate'),
        Version: attribute('NodeLaunchTemplate', 'LatestVersionNumber'),
      },
      UpdateConfig: { MaxUnavailable: 1 },
      NodeRepairConfig: { Enabled: true },
    },
  },
  PodIdentityAgent: {
    Type: 'AWS::EKS::Addon',
    Properties: {
      AddonName: 'eks-pod-identity-agent',
      ClusterName: resource('Cluster'),
      ResolveConflicts: 'OVERWRITE',
    },
  },
  EbsCsiRole: serviceRole({
    principal: POD_IDENTITY_PRINCIPAL,
    actions: ['sts:AssumeRole', 'sts:TagSession'],
    policies: EBS_CSI_ROLE_POLICIES,
  }),
  EbsCsi: {
    Type: 'AWS::EKS::Addon',
    // It becomes active on nodes only, and needs the agent for its credentials.
    DependsOn: ['NodeGroup', 'PodIdentityAgent'] satisfies ManagedResource[],
    Properties: {
      AddonName: 'aws-ebs-csi-driver',
      ClusterName: resource('Cluster'),
      ResolveConflicts: 'OVERWRITE',
      PodIdentityAssociations: [
        { ServiceAccount: 'ebs-csi-controller-sa', RoleArn: attribute('EbsCsiRole', 'Arn') },
      ],
    },
  },
};
