import { administratorAccess, administratorParameters, adminEntry } from './administrators';
import {
  type CloudFormationTemplate,
  equals,
  getAtt,
  not,
  onlyIf,
  type Parameter,
  ref,
  type Resource,
  type TemplateValue,
} from './language';
import { CLUSTER_PARAMETERS } from './parameters';
import { ROLE_CONDITIONS } from './roles';
import type { TemplateVariant } from './variant';

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

/** Left to EKS where the parameter is empty. */
export const SERVICE_CIDR = { ServiceIpv4Cidr: onlyIf('HasServiceCidr', parameter('ServiceIpv4Cidr')) };

/** The template of a cluster: control plane and access to it, and what the compute adds. */
export function clusterTemplate(variant: TemplateVariant, compute: ComputeParts): CloudFormationTemplate {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${compute.description}, made by EKS Clusters for VS Code`,
    Parameters: { ...CLUSTER_PARAMETERS, ...administratorParameters(variant), ...compute.parameters },
    Conditions: {
      HasKmsKey: not(equals(parameter('KmsKeyArn'), '')),
      HasServiceCidr: not(equals(parameter('ServiceIpv4Cidr'), '')),
      ...ROLE_CONDITIONS,
      ...compute.conditions,
    },
    Resources: {
      Cluster: cluster(variant, compute.cluster),
      AdminAccess: adminEntry(parameter('AdminPrincipalArn')),
      ...administratorAccess(variant),
      ...compute.resources,
    },
    Outputs: {
      ClusterArn: { Value: getAtt('Cluster', 'Arn') },
      ClusterEndpoint: { Value: getAtt('Cluster', 'Endpoint') },
      ClusterCertificate: { Value: getAtt('Cluster', 'CertificateAuthorityData') },
      ClusterSecurityGroupId: { Value: getAtt('Cluster', 'ClusterSecurityGroupId') },
      NodeInstanceRole: { Value: getAtt('NodeRole', 'Arn') },
    },
  };
}

function cluster({ logTypes }: TemplateVariant, further: ComputeParts['cluster']): Resource {
  return {
    Type: 'AWS::EKS::Cluster',
    Properties: {
      Name: parameter('ClusterName'),
      Version: parameter('KubernetesVersion'),
      RoleArn: parameter('ServiceRoleArn'),
      // EKS makes no entry for the creator of the cluster: the explicit one would clash with it.
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
      ResourcesVpcConfig: {
        SubnetIds: parameter('SubnetIds'),
        SecurityGroupIds: [parameter('SecurityGroupId')],
        EndpointPublicAccess: parameter('EndpointPublicAccess'),
        EndpointPrivateAccess: parameter('EndpointPrivateAccess'),
        PublicAccessCidrs: parameter('PublicAccessCidrs'),
      },
      EncryptionConfig: onlyIf('HasKmsKey', [
        { Provider: { KeyArn: parameter('KmsKeyArn') }, Resources: ['secrets'] },
      ]),
      KubernetesNetworkConfig: SERVICE_CIDR,
      UpgradePolicy: { SupportType: parameter('SupportType') },
      DeletionProtection: parameter('DeletionProtection'),
      ...(logTypes.length > 0 && {
        Logging: { ClusterLogging: { EnabledTypes: logTypes.map((type) => ({ Type: type })) } },
      }),
      ...further,
    },
  };
}
