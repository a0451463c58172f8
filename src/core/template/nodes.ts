import { equals, getAtt, not, onlyIf, ref, sub, type Resource, type TemplateValue } from './language';
import { EBS_CSI_ROLE_POLICIES, NODE_ROLE_POLICIES } from './managed-policies';
import type { NODE_PARAMETERS } from './parameters';
import { POD_IDENTITY_PRINCIPAL } from './principals';
import { nodeRole, serviceRole } from './roles';

// What nodes need that do not come from Auto Mode, whoever manages them.

const parameter = (name: keyof typeof NODE_PARAMETERS) => ref(name);

export const NODE_CONDITIONS = { HasKeyPair: not(equals(parameter('KeyName'), '')) } as const;

export const NODE_ROLE: Resource = nodeRole(NODE_ROLE_POLICIES);

/** What every node's instance is launched with, in terms of EC2's launch templates. */
export const NODE_LAUNCH: Readonly<Record<string, TemplateValue>> = {
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
};

/** Volumes for pods: the EBS CSI driver, with a role through the pod identity agent. */
export const EBS_CSI: Readonly<Record<'PodIdentityAgent' | 'EbsCsiRole' | 'EbsCsi', Resource>> = {
  PodIdentityAgent: {
    Type: 'AWS::EKS::Addon',
    Properties: {
      AddonName: 'eks-pod-identity-agent',
      ClusterName: ref('Cluster'),
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
    DependsOn: ['NodeGroup', 'PodIdentityAgent'],
    Properties: {
      AddonName: 'aws-ebs-csi-driver',
      ClusterName: ref('Cluster'),
      ResolveConflicts: 'OVERWRITE',
      PodIdentityAssociations: [
        { ServiceAccount: 'ebs-csi-controller-sa', RoleArn: getAtt('EbsCsiRole', 'Arn') },
      ],
    },
  },
};
