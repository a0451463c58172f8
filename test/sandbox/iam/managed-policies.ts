import type { Account, ManagedPolicy } from '../accounts';

/**
 * AWS's own policies, as far as anything here names them: `path/name` after `policy/`.
 * The EBS CSI driver's second version is, unlike its first, not in `service-role/`.
 */
const AWS_MANAGED_POLICIES: Readonly<Record<string, string>> = {
  AdministratorAccess: allowing(['*']),
  AmazonEC2ContainerRegistryPullOnly: allowing([
    'ecr:GetAuthorizationToken',
    'ecr:BatchGetImage',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchImportUpstreamImage',
  ]),
  AmazonEC2ContainerRegistryReadOnly: allowing([
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:GetRepositoryPolicy',
    'ecr:DescribeRepositories',
    'ecr:ListImages',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:GetLifecyclePolicy',
    'ecr:GetLifecyclePolicyPreview',
    'ecr:ListTagsForResource',
    'ecr:DescribeImageScanFindings',
  ]),
  ...withoutEffectOnCallers([
    'AmazonEBSCSIDriverPolicyV2',
    'AmazonEKSBlockStoragePolicy',
    'AmazonEKSClusterPolicy',
    'AmazonEKSComputePolicy',
    'AmazonEKSLoadBalancingPolicy',
    'AmazonEKSNetworkingPolicy',
    'AmazonEKSServicePolicy',
    'AmazonEKSVPCResourceController',
    'AmazonEKSWorkerNodeMinimalPolicy',
    'AmazonEKSWorkerNodePolicy',
    'AmazonEKS_CNI_Policy',
    'AmazonElasticContainerRegistryPublicReadOnly',
    'AmazonSSMManagedInstanceCore',
    'aws-service-role/AWSEC2SpotServiceRolePolicy',
    'aws-service-role/AWSServiceRoleForAmazonEKSNodegroup',
    'aws-service-role/AmazonEKSServiceRolePolicy',
    'aws-service-role/AutoScalingServiceRolePolicy',
    'service-role/AmazonEBSCSIDriverPolicy',
  ]),
};

function allowing(actions: readonly string[]): string {
  const statement = { Effect: 'Allow', Action: actions, Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** Policies of roles that AWS's services and nodes act under: none of their calls comes here to be authorized. */
function withoutEffectOnCallers(names: readonly string[]): Readonly<Record<string, string>> {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  return Object.fromEntries(names.map((name) => [name, document]));
}

/** A managed policy as the account sees it, AWS's or its own; `undefined` when there is none of that ARN. */
export function managedPolicy(account: Account, arn: string): ManagedPolicy | undefined {
  const prefix = `arn:${account.partition}:iam::aws:policy/`;
  const path = arn.startsWith(prefix) ? arn.slice(prefix.length) : '';
  const document = AWS_MANAGED_POLICIES[path];
  if (document === undefined) return customerPolicy(account, arn);
  return { arn, name: path.split('/').at(-1) ?? path, document };
}

/** As its default version has it. */
function customerPolicy(account: Account, arn: string): ManagedPolicy | undefined {
  const policy = account.managedPolicies.get(arn);
  const document = policy?.versions.get(policy.defaultVersionId)?.document;
  return policy && document !== undefined ? { arn, name: policy.name, document } : undefined;
}
