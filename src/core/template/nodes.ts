import { equals, not, onlyIf, ref, sub, type Resource, type TemplateValue } from './language';
import { NODE_ROLE_POLICIES } from './managed-policies';
import type { NODE_PARAMETERS } from './parameters';
import { nodeRole } from './roles';
import type { TemplateVariant } from './variant';

// What nodes outside Auto Mode need, managed or not.

const parameter = (name: keyof typeof NODE_PARAMETERS) => ref(name);

export const NODE_CONDITIONS = { HasKeyPair: not(equals(parameter('KeyName'), '')) } as const;

export const NODE_ROLE: Resource = nodeRole(NODE_ROLE_POLICIES);

/** What every node's instance is launched with, in terms of EC2's launch templates. */
export function nodeLaunch({ system }: TemplateVariant): Readonly<Record<string, TemplateValue>> {
  return {
    KeyName: onlyIf('HasKeyPair', parameter('KeyName')),
    // IMDSv2, and one hop: pods do not reach the node's credentials. What is not said here, the account decides.
    MetadataOptions: {
      HttpEndpoint: 'enabled',
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 1,
      InstanceMetadataTags: 'disabled',
    },
    BlockDeviceMappings: DISKS[system],
    TagSpecifications: ['instance', 'volume'].map((type) => ({
      ResourceType: type,
      Tags: [{ Key: 'Name', Value: sub('${ClusterName}-node') }],
    })),
  };
}

const DISK = { VolumeType: 'gp3', Encrypted: true, DeleteOnTermination: true } as const;
const SIZED = { VolumeSize: parameter('NodeVolumeSize'), ...DISK };

/**
 * Bottlerocket is itself on the first disk, as large as its image; what pods fill is on the second.
 * https://github.com/bottlerocket-os/bottlerocket#default-volumes
 */
const DISKS: { readonly [S in TemplateVariant['system']]: TemplateValue } = {
  al2023: [{ DeviceName: '/dev/xvda', Ebs: SIZED }],
  bottlerocket: [
    { DeviceName: '/dev/xvda', Ebs: DISK },
    { DeviceName: '/dev/xvdb', Ebs: SIZED },
  ],
};
