import { autoAddOns } from './add-ons';
import { clusterTemplate, SERVICE_CIDR } from './cluster-template';
import { type CloudFormationTemplate, getAtt } from './language';
import { AUTO_NODE_ROLE_POLICIES } from './managed-policies';
import { nodeRole } from './roles';
import type { TemplateVariant } from './variant';

/**
 * A cluster in EKS Auto Mode, which is usable with its control plane: nodes, their network, load balancers and volumes
 * are EKS's. EKS takes the three settings together or not at all, and makes the access entry
 * of the node role itself. https://docs.aws.amazon.com/eks/latest/userguide/auto-reference.html
 */
export function autoTemplate(variant: TemplateVariant): CloudFormationTemplate {
  return clusterTemplate(variant, {
    description: 'Amazon EKS cluster in Auto Mode',
    parameters: {},
    conditions: {},
    cluster: {
      BootstrapSelfManagedAddons: false,
      ComputeConfig: {
        Enabled: true,
        NodePools: ['general-purpose', 'system'],
        NodeRoleArn: getAtt('NodeRole', 'Arn'),
      },
      KubernetesNetworkConfig: { ...SERVICE_CIDR, ElasticLoadBalancing: { Enabled: true } },
      StorageConfig: { BlockStorage: { Enabled: true } },
    },
    resources: { NodeRole: nodeRole(AUTO_NODE_ROLE_POLICIES), ...autoAddOns(variant) },
  });
}
