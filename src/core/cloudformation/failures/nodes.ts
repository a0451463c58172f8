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
    cause: () => l10n.t('The nodes started but could not join the cluster.'),
    remedy: () =>
      l10n.t(
        'Check that the subnets have a route to the internet or the VPC endpoints that nodes need (EKS, EC2, ECR, S3, STS), that DNS is enabled in the VPC, and that its security groups let nodes and control plane reach each other. See the instances’ system log in the EC2 console for the connections they tried.',
      ),
    field: 'subnetIds',
  },
  {
    // An account can have every instance carry its tags there, where keys such as kubernetes.io/cluster/… are refused.
    id: 'tags-in-metadata',
    patterns: [/'(?<key>[^']{1,300})' is not a valid tag key\. Tag keys must match pattern/],
    cause: ({ values: { key } }) =>
      l10n.t(
        'The account’s settings include instance tags in instance metadata, where the key {0} is not allowed.',
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
    cause: () => l10n.t('No ready node can run the add-on’s pods.'),
    remedy: () =>
      l10n.t(
        'Run kubectl get nodes to see whether nodes are ready. If none is ready, fix the nodes first. Otherwise they are too small, too few, or have taints that the pods do not tolerate. Then try again.',
      ),
    field: 'nodeCount',
    isVague: true,
  },
  {
    id: 'addon-conflict',
    patterns: [/Conflicts found when trying to apply/],
    issueCodes: ['ConfigurationConflict', 'UnsupportedAddonModification'],
    cause: () => l10n.t('Resources that EKS manages in the cluster were changed by another user or program.'),
    remedy: () => l10n.t('Undo that change, or remove the add-on from the form. Then try again.'),
    field: 'addOns',
  },
  {
    id: 'addon-version',
    patterns: [
      /[Aa]dd-?on version .{0,60}not (?:supported|valid|compatible|available)|[Nn]o compatible add-?on versions?/,
      /[Aa]dd-?on .{1,60}(?:is )?not (?:supported|available) (?:in|for|with)/,
    ],
    cause: () => l10n.t('EKS does not offer this add-on for the Kubernetes version or in the region.'),
    remedy: () =>
      l10n.t('Remove the add-on from the form, or choose another Kubernetes version. Then try again.'),
    field: 'addOns',
  },
  {
    id: 'addon-refused',
    patterns: [],
    issueCodes: ['AdmissionRequestDenied', 'K8sResourceNotFound', 'AddonSubscriptionNeeded'],
    cause: () => l10n.t('The cluster does not support the add-on, or the account has not subscribed to it.'),
    remedy: () =>
      l10n.t('Fix the problem that AWS names, or remove the add-on from the form. Then try again.'),
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
        ? l10n.t('The key pair does not exist in the region.')
        : l10n.t('The key pair {0} does not exist in the region.', key),
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
    cause: () => l10n.t('The nodes’ launch template was deleted, or changed by another user or program.'),
    remedy: () => l10n.t('Choose Delete Everything, then create the cluster again.'),
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
        : l10n.t('A volume of {0} GiB is too small: the node image needs {1} GiB.', size, least),
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
    cause: () => l10n.t('The region has no image for these nodes.'),
    remedy: () => l10n.t('Choose another Kubernetes version or another instance type.'),
    field: 'kubernetesVersion',
  },
  {
    id: 'labels',
    patterns: [/Label cannot contain reserved prefixes \[(?<prefixes>[^\]]{1,200})\]/],
    issueCodes: ['KubernetesLabelInvalid'],
    cause: ({ values: { prefixes } }) =>
      prefixes === undefined
        ? l10n.t('Kubernetes does not accept one of the node labels.')
        : l10n.t('A node label begins with a prefix that is reserved for EKS: {0}.', prefixes),
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
    cause: () =>
      l10n.t('The nodes’ Auto Scaling group was deleted, or is being changed by another user or program.'),
    remedy: () => l10n.t('Let EKS manage the group, then try again.'),
  },
  {
    id: 'launch-failed',
    patterns: [
      /Group did not stabilize|Received \d+ (?:SUCCESS|FAILURE) signal|Launching EC2 instance failed/,
      /Could not launch (?:On-Demand|Spot) Instances/,
    ],
    issueCodes: ['AsgInstanceLaunchFailures'],
    cause: () => l10n.t('The node instances could not be launched.'),
    remedy: () =>
      l10n.t(
        'See the activity of the Auto Scaling group in the EC2 console for the reason. Another instance type or other subnets may help.',
      ),
    field: 'instanceType',
    isVague: true,
  },
];
