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
        ? l10n.t('EKS has no capacity for control planes in the zone of one of the subnets.')
        : l10n.t('EKS has no capacity for control planes in {0}, the zone of one of the subnets.', zone),
    remedy: ({ values: { zones } }) =>
      zones === undefined
        ? l10n.t('Choose a subnet in another zone instead.')
        : l10n.t('Choose subnets in at least two of these zones instead: {0}.', zones),
    field: 'subnetIds',
  },
  {
    id: 'one-zone',
    patterns: [/[Ss]ubnets specified must be in at least two different AZs/],
    cause: () => l10n.t('All chosen subnets are in one zone. EKS requires two.'),
    remedy: () => l10n.t('Add a subnet in a second zone.'),
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
        ? l10n.t('One of the public subnets does not assign public addresses to nodes.')
        : l10n.t('One of the public subnets {0} does not assign public addresses to nodes.', subnets),
    remedy: () =>
      l10n.t('Turn on auto-assign public IPv4 address for the subnet, or choose private subnets.'),
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
        ? l10n.t('A subnet has too few available IP addresses.')
        : l10n.t('A subnet has too few available IP addresses: {0}.', first),
    remedy: () =>
      l10n.t('Choose larger subnets, or free addresses in these. The form shows how many are available.'),
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
        ? l10n.t('One of the subnets does not exist.')
        : l10n.t('The subnet {0} does not exist.', subnet),
    remedy: () => l10n.t('Refresh the list of subnets and choose existing ones.'),
    field: 'subnetIds',
  },
  {
    id: 'subnet-unfit',
    patterns: [
      /subnets? (?:specified )?(?:must|should|do(?:es)? not|needs? to|are not) (?:all )?(?:belong|be) ?(?:to|in|from) (?:the same|the cluster['’]s|cluster['’]s|the|your) ?vpc/i,
      /[Ss]ubnets?.{0,80}(?:not in|not belong to|different) (?:the )?(?:same |cluster['’]s )?vpcs?/i,
    ],
    issueCodes: ['Ec2SubnetInvalidConfiguration', 'Ec2SubnetListTooLong', 'Ec2SubnetMissingIpv6Assignment'],
    cause: () => l10n.t('The chosen subnets cannot be used as they are.'),
    remedy: () => l10n.t('Choose other subnets of one VPC, or change these as AWS says. Then try again.'),
    field: 'subnetIds',
  },
  {
    id: 'vpc-missing',
    patterns: [/InvalidVpcID\.NotFound|vpc(?: ID)? '?[\w-]{1,60}'? does not exist/i],
    issueCodes: ['VpcNotFound', 'VpcIdNotFound'],
    cause: () => l10n.t('The VPC does not exist.'),
    remedy: () => l10n.t('Choose an existing VPC.'),
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
    remedy: () => l10n.t('Choose a security group in that VPC that belongs to your account.'),
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
    cause: () => l10n.t('EKS does not accept one of the public access CIDR blocks.'),
    remedy: () =>
      l10n.t('Enter only public IPv4 ranges. Private and reserved ranges never reach a public endpoint.'),
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
        ? l10n.t('The security group does not exist.')
        : l10n.t('The security group {0} does not exist.', group),
    remedy: () =>
      l10n.t(
        'Choose an existing security group. If the cluster’s own security group was deleted, create the cluster again.',
      ),
    field: 'securityGroupId',
  },
  {
    id: 'cluster-unreachable',
    patterns: [],
    issueCodes: ['ClusterUnreachable'],
    cause: () => l10n.t('EKS or the nodes cannot reach the cluster’s API server.'),
    remedy: () =>
      l10n.t(
        'Check that the security group and the subnets’ network ACLs let nodes and control plane reach each other, then try again.',
      ),
    field: 'subnetIds',
  },
];
