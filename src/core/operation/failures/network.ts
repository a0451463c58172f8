import * as l10n from '@vscode/l10n';
import type { FailureRow } from './failure-row';

/** What is wrong with the chosen VPC, subnets and security group. */
export const NETWORK: readonly FailureRow[] = [
  {
    id: 'zone-without-eks',
    patterns: [
      /because EKS does not support creating control plane instances in (?<zone>[\w-]{1,40}), the targeted availability zone.{0,200}? these availability zones: (?<zones>[\w-]+(?:, ?[\w-]+)*)/,
      /because (?<zone>[\w-]{1,40}), the targeted availability zone, does not currently have sufficient capacity.{0,200}? these availability zones: (?<zones>[\w-]+(?:, ?[\w-]+)*)/,
      /targeted availability zone|UnsupportedAvailabilityZoneException/,
    ],
    cause: ({ values: { zone } }) =>
      zone === undefined
        ? l10n.t('EKS has no room for control planes in the zone of one of the subnets.')
        : l10n.t('EKS has no room for control planes in {0}, the zone of one of the subnets.', zone),
    remedy: ({ values: { zones } }) =>
      zones === undefined
        ? l10n.t('Choose a subnet in another zone instead.')
        : l10n.t('Choose subnets in at least two of these zones instead: {0}.', zones),
    field: 'subnetIds',
  },
  {
    id: 'one-zone',
    patterns: [/[Ss]ubnets specified must be in at least two different AZs/],
    cause: () => l10n.t('All chosen subnets are in one zone; EKS needs two.'),
    remedy: () => l10n.t('Choose another subnet besides, in a second zone.'),
    field: 'subnetIds',
  },
  {
    id: 'no-public-address',
    patterns: [
      /Subnets? of \[(?<subnets>[\w-]+(?:, ?[\w-]+)*)\].{0,300}?not automatically assign public IP/,
      /not.{0,40}automatically assign public IP/,
    ],
    cause: ({ values: { subnets } }) =>
      subnets === undefined
        ? l10n.t('Nodes get no public address in one of the public subnets.')
        : l10n.t('Nodes get no public address in one of the public subnets {0}.', subnets),
    remedy: () =>
      l10n.t('Have auto-assign public IPv4 address enabled for the subnet, or choose private subnets.'),
    field: 'subnetIds',
  },
  {
    id: 'no-free-addresses',
    patterns: [
      /not enough free addresses in subnet '(?<subnet>[\w-]{1,60})'/,
      /InsufficientFreeAddresses/,
      /(?:not|n't) have enough (?:available|free) (?:IP )?addresses/i,
    ],
    issueCodes: ['InsufficientFreeAddresses'],
    cause: ({ values: { subnet }, resourceIds: [first = subnet] }) =>
      first === undefined
        ? l10n.t('A subnet has too few free addresses.')
        : l10n.t('A subnet has too few free addresses: {0}.', first),
    remedy: () =>
      l10n.t('Choose larger subnets, or have addresses in them freed; the form shows how many are free.'),
    field: 'subnetIds',
  },
  {
    id: 'subnet-missing',
    patterns: [/InvalidSubnetID\.NotFound|subnet ID '(?<subnet>[\w-]{1,60})' does not exist/],
    issueCodes: ['Ec2SubnetNotFound'],
    cause: ({ values: { subnet } }) =>
      subnet === undefined
        ? l10n.t('AWS does not find one of the subnets.')
        : l10n.t('AWS does not find the subnet {0}.', subnet),
    remedy: () => l10n.t('Load the list of subnets again and choose some that exist.'),
    field: 'subnetIds',
  },
  {
    id: 'subnet-unfit',
    patterns: [/[Ss]ubnets specified must belong to the same VPC/],
    issueCodes: ['Ec2SubnetInvalidConfiguration', 'Ec2SubnetListTooLong', 'Ec2SubnetMissingIpv6Assignment'],
    cause: () => l10n.t('The chosen subnets cannot be used for it as they are.'),
    remedy: () =>
      l10n.t('Choose other subnets of one VPC, or have them changed as AWS says, then try again.'),
    field: 'subnetIds',
  },
  {
    id: 'vpc-missing',
    patterns: [/InvalidVpcID\.NotFound|vpc ID '[\w-]{1,60}' does not exist/],
    issueCodes: ['VpcNotFound'],
    cause: () => l10n.t('AWS does not find the VPC.'),
    remedy: () => l10n.t('Choose a VPC that exists.'),
    field: 'vpcId',
  },
  {
    id: 'security-group-missing',
    patterns: [
      /InvalidGroup\.NotFound|security group '(?<group>[\w-]{1,60})' does not exist/,
      /security ?group.{0,80}(?:not found|does not exist)/i,
    ],
    issueCodes: ['Ec2SecurityGroupNotFound'],
    cause: ({ values: { group } }) =>
      group === undefined
        ? l10n.t('AWS does not find the security group.')
        : l10n.t('AWS does not find the security group {0}.', group),
    remedy: () =>
      l10n.t(
        'Choose a security group that exists. If it is the cluster’s own that is gone, the cluster has to be created again.',
      ),
    field: 'securityGroupId',
  },
  {
    id: 'cluster-unreachable',
    patterns: [],
    issueCodes: ['ClusterUnreachable'],
    cause: () => l10n.t('EKS or the nodes do not reach the cluster’s API.'),
    remedy: () =>
      l10n.t(
        'Check that the security group and the network ACLs of the subnets let nodes and control plane reach each other, then try again.',
      ),
    field: 'subnetIds',
  },
];
