import * as l10n from '@vscode/l10n';
import { parseRoleArn } from '../arn';
import { isRegionName, partitionOf } from '../partitions';
import { scopeProblem } from '../registry/environment-scope';
import * as advanced from './advanced-rules';
import type { Field } from './draft';
import { excerpt } from './parse-lines';
import { securityGroup, subnets, vpc } from './network-rules';
import * as types from './instance-type-rules';
import * as nodes from './node-rules';
import type { Rule } from './rule';
import { roleArnProblem } from './role-arn';
import * as roles from './role-rules';
import { serviceCidr } from './service-cidr';

const alwaysRight: Rule = () => undefined;

/** One row a field, in the order of the form. */
export const RULES: { readonly [F in Field]: Rule } = {
  roleArn: ({ roleArn }) => roleArnProblem(roleArn, l10n.t('Role ARN must be a valid Amazon Resource Name.')),

  // Its shape and its partition: whether the account may use the region is for AWS to say.
  region: ({ region, roleArn }) => {
    const remedy = l10n.t('Enter a region such as eu-central-1.');
    if (region === '') return { message: l10n.t('The region is missing.'), remedy };
    if (!isRegionName(region))
      return { message: l10n.t('{0} is not an AWS region.', excerpt(region)), remedy };
    const [ofRegion, ofRole] = [partitionOf(region), parseRoleArn(roleArn)?.partition];
    if (ofRegion !== undefined && ofRole !== undefined && ofRegion !== ofRole)
      return {
        message: l10n.t(
          '{0} belongs to the partition {1}, but the role belongs to {2}.',
          region,
          ofRegion,
          ofRole,
        ),
        remedy: l10n.t('Enter a region in the role’s partition, or a role in the region’s partition.'),
      };
    return undefined;
  },

  name: ({ name }, { takenNames = [] }) => {
    if (name === '')
      return { message: l10n.t('The cluster has no name.'), remedy: l10n.t('Enter a name such as my-app.') };
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name))
      return {
        message: l10n.t('EKS does not accept this cluster name.'),
        remedy: l10n.t(
          'Use at most 100 letters (A to Z), digits, hyphens and underscores. Begin with a letter or digit.',
        ),
      };
    if (takenNames.includes(name))
      return {
        message: l10n.t('A cluster named {0} already exists in this region.', name),
        remedy: l10n.t('Choose another cluster name.'),
      };
    return undefined;
  },

  environmentScope: ({ environmentScope }, { takenScopes = [] }) =>
    scopeProblem(environmentScope, takenScopes),

  kubernetesVersion: ({ kubernetesVersion }, { kubernetesVersions }) => {
    const remedy = kubernetesVersions
      ? l10n.t('Choose a version that EKS offers.')
      : l10n.t('Enter a version such as 1.35.');
    if (kubernetesVersion === '') return { message: l10n.t('No Kubernetes version is chosen.'), remedy };
    if (!/^1\.\d\d$/.test(kubernetesVersion))
      return { message: l10n.t('{0} is not a Kubernetes version.', excerpt(kubernetesVersion)), remedy };
    const isOffered = kubernetesVersions?.some(({ version }) => version === kubernetesVersion) ?? true;
    if (!isOffered)
      return { message: l10n.t('EKS does not offer Kubernetes {0}.', kubernetesVersion), remedy };
    return undefined;
  },

  serviceRoleArn: ({ serviceRoleArn, roleArn }) => {
    if (serviceRoleArn === '')
      return {
        message: l10n.t('No service role is chosen.'),
        remedy: l10n.t('Choose the role that has the policy AmazonEKSClusterPolicy.'),
      };
    const problem = roleArnProblem(
      serviceRoleArn,
      l10n.t('Service role must be a valid Amazon Resource Name.'),
    );
    if (problem) return problem;
    const [serviceRole, provisionRole] = [serviceRoleArn, roleArn].map(parseRoleArn);
    if (!serviceRole || !provisionRole) return undefined;
    // iam:PassRole never crosses accounts.
    if (serviceRole.accountId !== provisionRole.accountId)
      return {
        message: l10n.t('The service role belongs to a different account than the cluster.'),
        remedy: l10n.t('Choose a service role in account {0}.', provisionRole.accountId),
      };
    // A role's name is unique in its account, whatever its path.
    if (serviceRole.name === provisionRole.name)
      return {
        message: l10n.t('The service role is the same as the provision role.'),
        remedy: l10n.t(
          'Choose the role that EKS uses itself. It trusts eks.amazonaws.com and has the policy AmazonEKSClusterPolicy.',
        ),
      };
    return undefined;
  },

  // Optional, and nothing to nodes of Auto Mode. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateKeyPair.html
  keyPair: ({ keyPair, compute }, { keyPairs }) => {
    if (keyPair === '' || compute === 'auto') return undefined;
    const remedy = l10n.t('Choose a key pair in this region, or none.');
    if (keyPair.length > 255)
      return { message: l10n.t('The key pair’s name is longer than 255 characters.'), remedy };
    if (keyPairs?.some(({ name }) => name === keyPair) ?? true) return undefined;
    return { message: l10n.t('The key pair {0} does not exist in this region.', keyPair), remedy };
  },

  vpcId: vpc,
  subnetIds: subnets,
  securityGroupId: securityGroup,
  compute: alwaysRight,

  instanceType: types.instanceType,
  otherTypes: types.otherTypes,
  system: types.system,
  nodeCount: nodes.nodeCount,
  minNodes: nodes.minNodes,
  maxNodes: nodes.maxNodes,
  capacityType: alwaysRight,
  volumeSize: nodes.volumeSize,
  labels: nodes.labels,
  taints: nodes.taints,

  endpointAccess: alwaysRight,
  publicCidrs: advanced.publicCidrs,
  logTypes: alwaysRight,
  kmsKeyArn: advanced.kmsKeyArn,
  serviceIpv4Cidr: serviceCidr,
  deletionProtection: alwaysRight,
  addOns: alwaysRight,
  autoAddOns: alwaysRight,
  supportType: advanced.supportType,
  ownAccess: alwaysRight,
  administrators: advanced.administrators,
  permissionsBoundary: roles.permissionsBoundary,
  rolePath: roles.rolePath,
  tags: advanced.tags,
  onFailure: advanced.onFailure,

  managed: alwaysRight,
  namespacePerEnvironment: alwaysRight,

  level: ({ level }, { levels }) => {
    if (levels.length === 0)
      return {
        message: l10n.t('The cluster cannot be configured, because no folder is open.'),
        remedy: l10n.t('Open a folder. Your entries here are kept.'),
      };
    if (!levels.includes(level))
      return {
        message: l10n.t('Choose where the cluster should be configured.'),
        remedy: l10n.t('Select a folder, the workspace or your user settings.'),
      };
    return undefined;
  },

  writeProfile: alwaysRight,
};
