import * as l10n from '@vscode/l10n';
import { counted } from '../../counted';
import type { FailureRow } from './failure-row';

/** What AWS has not got, or does not give the account more of. */
export const CAPACITY: readonly FailureRow[] = [
  {
    id: 'vcpu-quota',
    patterns: [
      /requested more vCPU capacity than your current vCPU limit of (?<limit>\d{1,9})/,
      /VcpuLimitExceeded|requested more vCPU capacity/,
    ],
    issueCodes: ['InstanceLimitExceeded'],
    cause: ({ values: { limit } }) =>
      limit === undefined
        ? l10n.t('The nodes need more vCPUs than the account’s quota allows.')
        : counted(Number(limit), {
            one: l10n.t('The account’s quota is 1 vCPU for these instances, and the nodes need more.'),
            many: l10n.t(
              'The account’s quota is {0} vCPUs for these instances, and the nodes need more.',
              limit,
            ),
          }),
    remedy: () =>
      l10n.t(
        'Choose a smaller instance type or fewer nodes, or request an increase of the Amazon EC2 quota “Running On-Demand … instances” in the Service Quotas console.',
      ),
    field: 'instanceType',
  },
  {
    // EC2's older words, before it counted vCPUs: https://github.com/rancher/rancher/issues/32480
    id: 'instance-quota',
    patterns: [
      /requested more instances (?:\(\d{1,9}\) )?than your current instance limit of (?<limit>\d{1,9})/,
      /InstanceLimitExceeded|requested more instances/,
    ],
    cause: ({ values: { limit } }) =>
      limit === undefined
        ? l10n.t('The nodes need more instances of this type than the account’s quota allows.')
        : counted(Number(limit), {
            one: l10n.t('The account’s quota is 1 instance of this type, and the nodes need more.'),
            many: l10n.t(
              'The account’s quota is {0} instances of this type, and the nodes need more.',
              limit,
            ),
          }),
    remedy: () =>
      l10n.t(
        'Choose another instance type or fewer nodes, or request an increase of the Amazon EC2 quota in the Service Quotas console.',
      ),
    field: 'instanceType',
  },
  {
    id: 'eni-quota',
    patterns: [
      /NetworkInterfaceLimitExceeded|(?:maximum number|limit) of network interfaces|EniLimitReached|ENI limit/i,
    ],
    issueCodes: ['EniLimitReached'],
    cause: () => l10n.t('The account has reached its quota for network interfaces in the region.'),
    remedy: () =>
      l10n.t(
        'Delete unused network interfaces in the EC2 console, or request an increase of the Amazon VPC quota in the Service Quotas console. Then try again.',
      ),
  },
  {
    id: 'spot-quota',
    patterns: [/MaxSpotInstanceCountExceeded|Max spot instance count exceeded/i],
    cause: () => l10n.t('The account has reached its quota for Spot Instances.'),
    remedy: () =>
      l10n.t(
        'Choose On-Demand Instances, or request an increase of the Amazon EC2 quota “All … Spot Instance Requests” in the Service Quotas console.',
      ),
    field: 'capacityType',
  },
  {
    // New accounts start with few or none.
    id: 'fleet-quota',
    patterns: [/maximum Fleet Requests/],
    cause: () =>
      l10n.t(
        'The account has reached its limit for Amazon EC2 fleet requests. This is common for new accounts.',
      ),
    remedy: () => l10n.t('Ask AWS Support to raise the limit, then try again.'),
    field: 'nodeCount',
  },
  {
    id: 'free-plan',
    patterns: [/instance type is not eligible for Free Tier/],
    cause: () => l10n.t('The account is on the AWS free plan, which does not include this instance type.'),
    remedy: () =>
      l10n.t('Choose an instance type that the free plan includes, or upgrade the account to a paid plan.'),
    field: 'instanceType',
  },
  {
    id: 'type-not-in-zone',
    patterns: [
      /requested instance type \((?<type>[\w.-]{1,60})\) is not supported in your requested Availability Zone \((?<zone>[\w-]{1,40})\)(?:.{0,200}? choosing (?<zones>[\w-]+(?:, ?[\w-]+)*))?/,
    ],
    cause: ({ values: { type = '', zone = '' } }) =>
      l10n.t('EC2 does not offer the instance type {0} in {1}.', type, zone),
    remedy: ({ values: { zones } }) =>
      zones === undefined
        ? l10n.t('Choose another instance type, or subnets in other zones.')
        : l10n.t('Choose another instance type, or only subnets in these zones: {0}.', zones),
    field: 'instanceType',
  },
  {
    id: 'type-unknown',
    patterns: [
      /(?:instance types? )?\[?(?<type>[a-z][\w-]{1,20}\.[\w-]{1,20})\]? (?:is not (?:a )?(?:valid|recognized|supported)(?! instance type for)|does not exist|is invalid)/,
      /InvalidInstanceType|Invalid (?:value .{1,60} for )?instance ?type|supplied instance types? do(?:es)? not exist/i,
    ],
    issueCodes: ['Ec2InstanceTypeDoesNotExist'],
    cause: ({ values: { type } }) =>
      type === undefined
        ? l10n.t('The region does not offer this instance type.')
        : l10n.t('The instance type {0} cannot be used here.', type),
    remedy: () => l10n.t('Choose another instance type.'),
    field: 'instanceType',
  },
  {
    // Of the image, the other way round: an image boots on some architectures and kinds of boot only.
    id: 'type-not-for-image',
    patterns: [
      /\[?(?<type>[a-z][\w-]{1,20}\.[\w-]{1,20})\]? is not a valid instance type for requested amiType/,
      /architecture .{1,40} of the specified instance type does not match/,
      /not supported (?:by|for|with) (?:the )?(?:AMI type|amiType|boot mode)|boot mode.{0,80}not supported/i,
      /virtualization type .{1,40} not supported|ENA.{0,80} required|uefi.{0,80}not support/i,
    ],
    cause: ({ values: { type } }) =>
      type === undefined
        ? l10n.t('The node image does not support this instance type.')
        : l10n.t('The node image does not support the instance type {0}.', type),
    remedy: () => l10n.t('Choose another instance type.'),
    field: 'instanceType',
  },
  {
    // It is no want of capacity, so waiting does not help: https://github.com/eksctl-io/eksctl/issues/792
    id: 'type-unsupported',
    patterns: [
      /requested configuration is currently not supported|\bUnsupported - /,
      /(?:instance type|instances?|configuration|tenancy|EBS-optimized)[^.]{0,120} (?:is|are) (?:currently )?not (?:currently )?(?:supported|available) (?:in|for) (?:this|your|the) /i,
      /not supported for (?:your )?requested configuration/i,
      /Spot.{0,60}not supported|does not support (?:EBS|encrypt|Spot)/i,
    ],
    cause: () =>
      l10n.t('The region or the zone does not support this instance type, or one of its settings.'),
    remedy: () => l10n.t('Choose another instance type, or subnets in other zones.'),
    field: 'instanceType',
  },
  {
    // Says why launching failed where the rows before it do not know: it must not shadow them.
    id: 'no-capacity',
    patterns: [
      /not have sufficient (?<type>[\w.-]{1,60}) capacity(?:.{0,400}? choosing (?<zones>[\w-]+(?:, ?[\w-]+)*))?/,
      /InsufficientInstanceCapacity|UnfulfillableCapacity|InsufficientHostCapacity|InsufficientReservedInstanceCapacity/,
      /no Spot capacity available|Unable to fulfill capacity|capacity-not-available|not enough capacity/i,
    ],
    cause: ({ values: { type } }) =>
      type === undefined
        ? l10n.t('AWS currently has no capacity for this instance type.')
        : l10n.t('AWS currently has no capacity for the instance type {0}.', type),
    remedy: ({ values: { zones } }) =>
      zones === undefined
        ? l10n.t('Choose another instance type or subnets in other zones, or try again later.')
        : l10n.t('Choose another instance type or subnets in these zones ({0}), or try again later.', zones),
    field: 'instanceType',
  },
  {
    id: 'template-quota',
    patterns: [],
    issueCodes: ['Ec2LaunchTemplateMaxLimitExceeded', 'Ec2LaunchTemplateVersionMaxLimitExceeded'],
    cause: () =>
      l10n.t('The account has reached its quota for launch templates or launch template versions.'),
    remedy: () => l10n.t('Delete unused launch templates in the EC2 console, then try again.'),
  },
  {
    id: 'quota',
    patterns: [
      /maximum number of (?<what>[\w ./-]{1,80}?) (?:has been|is|are|was) reached/,
      /Cannot exceed quota for (?<what>\w{1,80})(?:: (?<limit>\d{1,9}))?/,
      /(?:exceeded|reached) (?:the|your) (?:limit|quota) (?:for|of|on) (?<what>[\w ./-]{1,80})/i,
      /(?<!Rate|Request)(?:Limit|Quota)Exceeded|exceeds? the (?:limit|quota)/,
    ],
    issueCodes: ['LimitExceeded', 'IamLimitExceeded', 'ResourceLimitExceeded'],
    cause: ({ values: { what, limit } }) => {
      if (what === undefined) return l10n.t('A quota of the AWS account is used up.');
      return limit === undefined
        ? l10n.t('A quota of the AWS account is used up: {0}.', what)
        : l10n.t('A quota of the AWS account is used up: {0} ({1}).', what, limit);
    },
    remedy: () =>
      l10n.t(
        'Request a quota increase in the Service Quotas console, or delete resources that are no longer used. Then try again.',
      ),
  },
];
