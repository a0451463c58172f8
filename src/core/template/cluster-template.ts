import {
  type CloudFormationTemplate,
  equals,
  getAtt,
  onlyIf,
  type Parameter,
  ref,
  type Resource,
  sub,
  type TemplateValue,
} from './language';
import type { CLUSTER_PARAMETERS } from './parameters';

const parameter = (name: keyof typeof CLUSTER_PARAMETERS) => ref(name);

/** What one kind of compute adds to the template of a cluster. */
export interface ComputeParts {
  readonly description: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly conditions: Readonly<Record<string, TemplateValue>>;
  /** Further properties of the cluster. */
  readonly cluster: Readonly<Record<string, TemplateValue>>;
  readonly resources: { readonly NodeRole: Resource } & Readonly<Record<string, Resource>>;
}

/** The template of a cluster: control plane and access to it, and what the compute adds. */
export function clusterTemplate(compute: ComputeParts): CloudFormationTemplate {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${compute.description}, made by EKS Clusters for VS Code`,
    Parameters: compute.parameters,
    Conditions: { LogsSecurity: equals(parameter('ControlPlaneLogs'), 'security'), ...compute.conditions },
    Resources: { Cluster: cluster(compute.cluster), AdminAccess: ADMIN_ACCESS, ...compute.resources },
    Outputs: {
      ClusterArn: { Value: getAtt('Cluster', 'Arn') },
      ClusterEndpoint: { Value: getAtt('Cluster', 'Endpoint') },
      ClusterCertificate: { Value: getAtt('Cluster', 'CertificateAuthorityData') },
      ClusterSecurityGroupId: { Value: getAtt('Cluster', 'ClusterSecurityGroupId') },
      NodeInstanceRole: { Value: getAtt('NodeRole', 'Arn') },
    },
  };
}

function cluster(further: ComputeParts['cluster']): Resource {
  return {
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
      ...further,
    },
  };
}

const ADMIN_ACCESS: Resource = {
  Type: 'AWS::EKS::AccessEntry',
  Properties: {
    ClusterName: ref('Cluster'),
    PrincipalArn: parameter('AdminPrincipalArn'),
    Type: 'STANDARD',
    AccessPolicies: [
      {
        PolicyArn: sub('arn:${AWS::Partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy'),
        AccessScope: { Type: 'cluster' },
      },
    ],
  },
};
