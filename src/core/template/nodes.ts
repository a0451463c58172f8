import { equals, not, onlyIf, ref, sub, type Resource, type TemplateValue } from './language';
import { NODE_ROLE_POLICIES } from './managed-policies';
import type { NODE_PARAMETERS } from './parameters';
import { nodeRole } from './roles';

// What nodes need that do not come from Auto Mode, whoever manages them.

const parameter = (name: keyof typeof NODE_PARAMETERS) => ref(name);

export const NODE_CONDITIONS = { HasKeyPair: not(equals(parameter('KeyName'), '')) } as const;

export const NODE_ROLE: Resource = nodeRole(NODE_ROLE_POLICIES);

/** What every node's instance is launched with, in terms of EC2's launch templates. */
export const NODE_LAUNCH: Readonly<Record<string, TemplateValue>> = {
  KeyName: onlyIf('HasKeyPair', parameter('KeyName')),
  // IMDSv2, and one hop: pods do not reach the node's credentials.
  MetadataOptions: {
    HttpEndpoint: 'enabled',
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 1,
    InstanceMetadataTags: 'disabled',
  },
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
