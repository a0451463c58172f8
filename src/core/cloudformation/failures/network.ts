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
    issueCodes: ['InsufficientFreeAddresses', 'IpNotAvailable'],
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
    patterns: [
      /InvalidSubnetID\.NotFound|subnet ID '(?<subnet>[\w-]{1,60})' does not exist/,
      /subnets? (?:ID )?\[?'?(?<subnet>subnet-\w{1,30})'?\]? (?:is|was|were|are)? ?(?:not found|does not exist)/i,
    ],
    issueCodes: ['Ec2SubnetNotFound', 'SubnetNotFound'],
    cause: ({ values: { subnet } }) =>
      subnet === undefined
        ? l10n.t('AWS does not find one of the subnets.')
        : l10n.t('AWS does not find the subnet {0}.', subnet),
    remedy: () => l10n.t('Load the list of subnets again and choose some that exist.'),
    field: 'subnetIds',
  },
  {
    id: 'subnet-unfit',
    patterns: [
      /subnets? (?:specified )?(?:must|should|do(?:es)? not|needs? to|are not) (?:all )?(?:belong|be) ?(?:to|in|from) (?:the same|the cluster['’]s|cluster['’]s|the|your) ?vpc/i,
      /[Ss]ubnets?.{0,80}(?:not in|not belong to|different) (?:the )?(?:same |cluster['’]s )?vpcs?/i,
    ],
    issueCodes: ['Ec2SubnetInvalidConfiguration', 'Ec2SubnetListTooLong', 'Ec2SubnetMissingIpv6Assignment'],
    cause: () => l10n.t('The chosen subnets cannot be used for it as they are.'),
    remedy: () =>
      l10n.t('Choose other subnets of one VPC, or have them changed as AWS says, then try again.'),
    field: 'subnetIds',
  },
  {
    id: 'vpc-missing',
    patterns: [/InvalidVpcID\.NotFound|vpc(?: ID)? '?[\w-]{1,60}'? does not exist/i],
    issueCodes: ['VpcNotFound', 'VpcIdNotFound'],
    cause: () => l10n.t('AWS does not find the VPC.'),
    remedy: () => l10n.t('Choose a VPC that exists.'),
    field: 'vpcId',
  },
  {
    // In a VPC that another account shares its default group is that account's: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing-security-groups.html
    id: 'no-default-security-group',
    patterns: [
      /do not have access to (?:a|the) default security group in (?:VPC|vpc) '?(?<vpc>vpc-\w{1,30})?/,
      /default security group.{0,80}(?:not (?:found|available|accessible)|does not exist|no access)/i,
    ],
    cause: ({ values: { vpc } }) =>
      vpc === undefined
        ? l10n.t('The default security group of the VPC belongs to another account.')
        : l10n.t('The default security group of {0} belongs to another account, which shares the VPC.', vpc),
    remedy: () => l10n.t('Choose a security group of your own account in that VPC.'),
    field: 'securityGroupId',
  },
  {
    id: 'security-group-elsewhere',
    patterns: [
      /[Ss]ecurity group '?(?<group>sg-\w{1,30})'? and subnet '?[\w-]{1,60}'? belong to different networks/,
      /[Ss]ecurity ?[Gg]roups?(?:\(s\))?.{0,120}(?:not in|not belong to|different|must be in|must belong to) (?:the )?(?:same |different )?(?:vpcs?|networks?)/i,
    ],
    cause: ({ values: { group } }) =>
      group === undefined
        ? l10n.t('The security group is not in the VPC of the subnets.')
        : l10n.t('The security group {0} is not in the VPC of the subnets.', group),
    remedy: () => l10n.t('Choose a security group of the VPC.'),
    field: 'securityGroupId',
  },
  {
    id: 'public-cidrs',
    patterns: [
      /publicAccessCidrs|public access CIDRs?|CIDRs? .{0,120}(?:are|is) (?:invalid|not allowed|reserved|not valid)/i,
    ],
    cause: () => l10n.t('EKS does not accept one of the public access CIDRs.'),
    remedy: () =>
      l10n.t('Enter public IPv4 ranges only: private and reserved ranges never reach a public endpoint.'),
    field: 'publicCidrs',
  },
  {
    id: 'security-group-missing',
    patterns: [
      /InvalidGroup\.NotFound|security group '(?<group>[\w-]{1,60})' does not exist/,
      /security ?group.{0,80}(?:not found|does not exist)/i,
    ],
    issueCodes: ['Ec2SecurityGroupNotFound', 'SecurityGroupNotFound'],
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
