import * as l10n from '@vscode/l10n';
import type { FailureRow } from './failure-row';

/** What keeps nodes and what runs on them from working. */
export const NODES: readonly FailureRow[] = [
  {
    id: 'nodes-not-joined',
    patterns: [
      /NodeCreationFailure|failed to join the kubernetes cluster|Unhealthy nodes in the kubernetes cluster/,
    ],
    issueCodes: ['NodeCreationFailure'],
    cause: () => l10n.t('The nodes started but did not reach the cluster.'),
    remedy: () =>
      l10n.t(
        'Check that the subnets have a route to the internet or the VPC endpoints that nodes need (EKS, EC2, ECR, S3, STS), that the VPC’s DNS is on, and that its security groups let nodes and control plane reach each other. The instances’ system log in the EC2 console shows what they tried.',
      ),
    field: 'subnetIds',
  },
  {
    // An account can have every instance carry its tags there, where keys such as kubernetes.io/cluster/… are refused.
    id: 'tags-in-metadata',
    patterns: [/'(?<key>[^']{1,300})' is not a valid tag key\. Tag keys must match pattern/],
    cause: ({ values: { key } }) =>
      l10n.t(
        'The account has EC2 show the tags of instances in their metadata, where the key {0} is not allowed.',
        key ?? '',
      ),
    remedy: () =>
      l10n.t(
        'Turn off Access to tags in instance metadata in the account’s EC2 settings (Data protection and security, IMDS defaults), then try again.',
      ),
  },
  {
    // EKS waits for an add-on's pods; they wait for nodes that take them.
    id: 'addon-without-nodes',
    patterns: [
      /InsufficientNumberOfReplicas|desired number of replicas/,
      /[Aa]dd-?on.{0,200}(?:DEGRADED|CREATE_FAILED)/,
    ],
    issueCodes: ['InsufficientNumberOfReplicas'],
    cause: () => l10n.t('No node is ready that takes the pods of the add-on.'),
    remedy: () =>
      l10n.t(
        'See with kubectl get nodes whether nodes are ready. If none is, see to the nodes first; otherwise they are too small, too few, or taints keep the pods off. Then try again.',
      ),
    field: 'nodeCount',
    isVague: true,
  },
  {
    id: 'addon-conflict',
    patterns: [/Conflicts found when trying to apply/],
    issueCodes: ['ConfigurationConflict', 'UnsupportedAddonModification'],
    cause: () => l10n.t('Somebody else has changed in the cluster what EKS manages there.'),
    remedy: () => l10n.t('Undo that change, or leave the add-on out, then try again.'),
    field: 'addOns',
  },
  {
    id: 'addon-version',
    patterns: [
      /[Aa]dd-?on version .{0,60}not (?:supported|valid|compatible|available)|[Nn]o compatible add-?on versions?/,
      /[Aa]dd-?on .{1,60}(?:is )?not (?:supported|available) (?:in|for|with)/,
    ],
    cause: () => l10n.t('EKS does not offer this add-on for the Kubernetes version or in the region.'),
    remedy: () => l10n.t('Leave the add-on out, or choose another Kubernetes version; then try again.'),
    field: 'addOns',
  },
  {
    id: 'addon-refused',
    patterns: [],
    issueCodes: ['AdmissionRequestDenied', 'K8sResourceNotFound', 'AddonSubscriptionNeeded'],
    cause: () => l10n.t('The cluster does not take the add-on, or the account has not subscribed to it.'),
    remedy: () => l10n.t('See to what AWS names, or leave the add-on out, then try again.'),
    field: 'addOns',
  },
  {
    id: 'key-pair-missing',
    patterns: [
      /key ?pair '?(?<key>[\w .@-]{1,100}?)'? does not exist/i,
      /InvalidKeyPair\.NotFound|ssh key.{0,80}(?:not found|does not exist)/i,
    ],
    cause: ({ values: { key } }) =>
      key === undefined
        ? l10n.t('The region has no such key pair.')
        : l10n.t('The region has no key pair called {0}.', key),
    remedy: () => l10n.t('Choose another key pair, or none.'),
    field: 'keyPair',
  },
  {
    id: 'launch-template',
    patterns: [
      /specified launch template.{0,200}does not exist|InvalidLaunchTemplateId|Invalid launch template/,
    ],
    issueCodes: [
      'Ec2LaunchTemplateInvalidConfiguration',
      'Ec2LaunchTemplateNotFound',
      'Ec2LaunchTemplateVersionMismatch',
      'SourceEc2LaunchTemplateNotFound',
    ],
    cause: () => l10n.t('The launch template of the nodes is gone, or has been changed by somebody else.'),
    remedy: () => l10n.t('Delete everything that was created, then create it again.'),
  },
  {
    // A volume is no smaller than the image: https://github.com/cilium/cilium/issues/43051
    id: 'volume-size',
    patterns: [
      /[Vv]olume of size (?<size>\d{1,9}) ?Gi?B is smaller than snapshot .{1,60}?, expect size ?>= ?(?<least>\d{1,9}) ?Gi?B/,
      /[Vv]olume.{0,60}smaller than (?:the )?snapshot|InvalidParameterDependency.{0,80}volume/,
      /(?:[Vv]olume|[Dd]isk) ?[Ss]ize.{0,80}(?:invalid|must be|at least|at most|between|not supported|exceeds?|greater|less)/,
    ],
    cause: ({ values: { size, least } }) =>
      least === undefined || size === undefined
        ? l10n.t('The nodes cannot have a volume of this size.')
        : l10n.t('A volume of {0} GiB is too small: the image of the nodes needs {1} GiB.', size, least),
    remedy: ({ values: { least } }) =>
      least === undefined
        ? l10n.t('Choose another volume size.')
        : l10n.t('Choose a volume size of at least {0} GiB.', least),
    field: 'volumeSize',
  },
  {
    id: 'image-missing',
    patterns: [/InvalidAMIID|AMI.{0,60}(?:not found|does not exist)/],
    issueCodes: ['AmiIdNotFound'],
    cause: () => l10n.t('The region has no image for such nodes.'),
    remedy: () => l10n.t('Choose another Kubernetes version or another instance type.'),
    field: 'kubernetesVersion',
  },
  {
    id: 'labels',
    patterns: [/Label cannot contain reserved prefixes \[(?<prefixes>[^\]]{1,200})\]/],
    issueCodes: ['KubernetesLabelInvalid'],
    cause: ({ values: { prefixes } }) =>
      prefixes === undefined
        ? l10n.t('Kubernetes does not take a label of the nodes.')
        : l10n.t('A label of the nodes begins with what EKS keeps for itself: {0}.', prefixes),
    remedy: () => l10n.t('Correct the labels.'),
    field: 'labels',
  },
  {
    id: 'auto-scaling-group',
    patterns: [],
    issueCodes: [
      'AutoScalingGroupNotFound',
      'AutoScalingGroupInvalidConfiguration',
      'AutoScalingGroupInstanceRefreshActive',
    ],
    cause: () => l10n.t('The Auto Scaling group of the nodes is gone, or is being changed by somebody else.'),
    remedy: () => l10n.t('Leave the group to EKS, then try again.'),
  },
  {
    id: 'launch-failed',
    patterns: [
      /Group did not stabilize|Received \d+ (?:SUCCESS|FAILURE) signal|Launching EC2 instance failed/,
      /Could not launch (?:On-Demand|Spot) Instances/,
    ],
    issueCodes: ['AsgInstanceLaunchFailures'],
    cause: () => l10n.t('The instances of the nodes could not be launched.'),
    remedy: () =>
      l10n.t(
        'Look at the activity of the Auto Scaling group in the EC2 console: it says why. Another instance type or other subnets may help.',
      ),
    field: 'instanceType',
    isVague: true,
  },
];
