import { getAtt, ref, type Resource } from './language';
import { EBS_CSI_ROLE_POLICIES } from './managed-policies';
import { POD_IDENTITY_PRINCIPAL } from './principals';
import { serviceRole } from './roles';
import type { TemplateVariant } from './variant';

/** The chosen add-ons, for clusters whose nodes do not come from Auto Mode. EKS itself brings network, DNS and proxy. */
export function addOns({ addOns: chosen }: TemplateVariant): Readonly<Record<string, Resource>> {
  const hasEbsCsi = chosen.includes('aws-ebs-csi-driver');
  return {
    // The EBS CSI driver has its credentials from the agent.
    ...((hasEbsCsi || chosen.includes('eks-pod-identity-agent')) && { PodIdentityAgent: POD_IDENTITY_AGENT }),
    ...(hasEbsCsi && { EbsCsiRole: EBS_CSI_ROLE, EbsCsi: EBS_CSI }),
    ...(chosen.includes('metrics-server') && {
      MetricsServer: { ...METRICS_SERVER, DependsOn: ['NodeGroup'] },
    }),
  };
}

/** The chosen add-ons of a cluster in Auto Mode, which starts a node once their pods wait for one. */
export function autoAddOns({ addOns: chosen }: TemplateVariant): Readonly<Record<string, Resource>> {
  return chosen.includes('metrics-server') ? { MetricsServer: METRICS_SERVER } : {};
}

const POD_IDENTITY_AGENT: Resource = {
  Type: 'AWS::EKS::Addon',
  Properties: {
    AddonName: 'eks-pod-identity-agent',
    ClusterName: ref('Cluster'),
    ResolveConflicts: 'OVERWRITE',
  },
};

const EBS_CSI_ROLE: Resource = serviceRole({
  principal: POD_IDENTITY_PRINCIPAL,
  actions: ['sts:AssumeRole', 'sts:TagSession'],
  policies: EBS_CSI_ROLE_POLICIES,
});

/** Volumes for pods. It becomes active on nodes only. */
const EBS_CSI: Resource = {
  Type: 'AWS::EKS::Addon',
  DependsOn: ['NodeGroup', 'PodIdentityAgent'],
  Properties: {
    AddonName: 'aws-ebs-csi-driver',
    ClusterName: ref('Cluster'),
    ResolveConflicts: 'OVERWRITE',
    PodIdentityAssociations: [
      { ServiceAccount: 'ebs-csi-controller-sa', RoleArn: getAtt('EbsCsiRole', 'Arn') },
    ],
  },
};

/** What `kubectl top` and autoscaling of pods read. It becomes active on nodes only. */
const METRICS_SERVER: Resource = {
  Type: 'AWS::EKS::Addon',
  Properties: { AddonName: 'metrics-server', ClusterName: ref('Cluster'), ResolveConflicts: 'OVERWRITE' },
};
