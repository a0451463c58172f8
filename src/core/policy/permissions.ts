import type { Compute } from '../cluster-form/cluster-spec';
import { AUTO_MODE } from './auto-mode';
import { CHOSEN_NODES } from './chosen-nodes';
import { EXTRAS, type Extra } from './extras';
import { MANAGED_NODES } from './managed-nodes';
import type { Permission, PermissionTable } from './permission';
import type { Scope } from './scopes';
import { SELF_MANAGED_NODES } from './self-managed-nodes';

// CloudFormation calls EKS, EC2 and IAM as the provision role: besides what we call ourselves, the role needs what
// CloudFormation's handlers of the template's resources ask for.
const EVERY_CLUSTER: PermissionTable = {
  Anything: [
    ['ec2:DescribeRegions', ['form'], 'confirms that the account may use the region'],
    ['ec2:DescribeKeyPairs', ['form', 'preflight'], 'lists key pairs'],
    ['ec2:DescribeVpcs', ['form', 'create'], 'lists VPCs; EKS checks the chosen one'],
    ['ec2:DescribeSubnets', ['form', 'preflight', 'create'], 'lists subnets; EKS checks the chosen ones'],
    [
      'ec2:DescribeSecurityGroups',
      ['form', 'preflight', 'create'],
      'lists security groups; EKS checks the chosen one',
    ],
    ['ec2:DescribeInstanceTypes', ['form'], 'lists instance types with processor and memory'],
    ['ec2:DescribeInstanceTypeOfferings', ['preflight'], 'which instance types the zones have'],
    ['ec2:DescribeAvailabilityZones', ['preflight'], 'finds zones where EKS has no control planes'],
    ['ec2:DescribeVpcAttribute', ['preflight'], 'checks that DNS is switched on in the VPC'],
    ['ec2:DescribeRouteTables', ['preflight'], 'which subnets are public; whether nodes get out of them'],
    ['eks:DescribeClusterVersions', ['form'], 'lists Kubernetes versions and their end of support'],
    [
      'eks:DescribeAddonVersions',
      ['form'],
      'tells which versions have metrics-server, and lists versions where EKS has no such list',
    ],
    ['eks:ListClusters', ['form', 'preflight'], 'finds taken names, and counts against the quota'],
    [
      'iam:ListRoles',
      ['form', 'preflight'],
      'lists service roles, and those that services made for themselves',
    ],
    ['servicequotas:GetServiceQuota', ['preflight'], 'reads how many clusters and vCPUs are allowed'],
    ['servicequotas:GetAWSDefaultServiceQuota', ['preflight'], 'reads the same where the default applies'],
    ['cloudformation:ValidateTemplate', ['preflight'], 'has CloudFormation check the template'],
    ['sts:DecodeAuthorizationMessage', ['explain'], 'puts a refusal by EC2 into words'],
  ],
  ProvisionRole: [
    ['iam:SimulatePrincipalPolicy', ['preflight'], 'finds missing permissions beforehand'],
    ['iam:GetRole', ['watch'], 'reads for how long a session may last'],
  ],
  Stacks: [
    ['cloudformation:CreateStack', ['create'], 'creates the cluster and all that belongs to it'],
    ['cloudformation:TagResource', ['create'], 'marks the stack as ours'],
    ['cloudformation:DescribeStacks', ['create', 'watch', 'delete'], 'reads whose the stack is'],
    ['cloudformation:DescribeStackEvents', ['watch'], 'shows progress, and the cause of a failure'],
    ['cloudformation:DescribeEvents', ['explain'], 'finds what failed before any resource was touched'],
    ['cloudformation:UpdateStack', ['retry'], 'continues where the creation failed'],
    ['cloudformation:DeleteStack', ['delete'], 'deletes the cluster and all that belongs to it'],
  ],
  Clusters: [
    ['eks:CreateCluster', ['create'], 'creates the control plane'],
    [
      'eks:DescribeCluster',
      ['create', 'watch', 'delete'],
      'reads endpoint, certificate authority and health',
    ],
    ['eks:TagResource', ['create'], 'CloudFormation tags what it makes'],
    ['eks:CreateAccessEntry', ['create'], 'lets the provision role into the cluster'],
    ['eks:AssociateAccessPolicy', ['create'], 'makes the provision role cluster-admin'],
    ['eks:DescribeAccessEntry', ['create', 'delete'], 'CloudFormation waits for the access entry'],
    ['eks:ListAssociatedAccessPolicies', ['create'], 'CloudFormation reads the access entry back'],
    ['eks:UpdateClusterConfig', ['retry'], 'corrects a setting of the control plane'],
    ['eks:DescribeUpdate', ['retry'], 'CloudFormation waits for the correction'],
    ['eks:ListAddons', ['view'], 'shows the add-ons of a cluster and their health'],
    ['eks:DeleteAccessEntry', ['delete'], 'removes the access entry'],
    ['eks:DeleteCluster', ['delete'], 'deletes the control plane'],
  ],
  KnownRoles: [
    ['iam:GetRole', ['preflight', 'create', 'delete'], 'checks whom a role trusts before it is passed on'],
    ['iam:ListAttachedRolePolicies', ['preflight', 'create', 'delete'], 'checks the policies of a role'],
  ],
  PassedServiceRole: [['iam:PassRole', ['create'], 'hands the service role to EKS']],
  PassedRoles: [['iam:PassRole', ['create'], 'hands the roles of nodes and add-ons to EKS and EC2']],
  ServiceLinkedRoles: [['iam:CreateServiceLinkedRole', ['create'], 'EKS’s own role, once an account']],
  NewStackRoles: [['iam:CreateRole', ['create'], 'creates the roles of the nodes and of add-ons']],
  StackRoles: [
    ['iam:TagRole', ['create', 'delete'], 'asked for by CloudFormation’s handlers'],
    ['iam:UntagRole', ['create', 'delete'], 'asked for by CloudFormation’s handlers'],
    ['iam:GetRolePolicy', ['create'], 'CloudFormation reads the role back'],
    ['iam:ListRolePolicies', ['create', 'delete'], 'CloudFormation reads the role back'],
    ['iam:DeleteRole', ['delete'], 'deletes those roles'],
  ],
};

const BY_COMPUTE: { readonly [C in Compute['kind']]: readonly PermissionTable[] } = {
  managed: [CHOSEN_NODES, MANAGED_NODES],
  auto: [AUTO_MODE],
  'self-managed': [CHOSEN_NODES, SELF_MANAGED_NODES],
};

/** All permissions that clusters with nodes of these kinds need, and extras if wanted, each action once a scope. */
export function permissionsFor(
  compute: readonly Compute['kind'][],
  extras: readonly Extra[] = [],
): readonly Permission[] {
  const permissions = new Map<string, Permission>();
  const tables = [
    EVERY_CLUSTER,
    ...compute.flatMap((kind) => BY_COMPUTE[kind]),
    ...extras.map((extra) => EXTRAS[extra]),
  ];
  for (const table of tables) {
    for (const permission of rowsOf(table)) {
      const key = `${permission.scope} ${permission.action}`;
      const features = [...new Set([...(permissions.get(key)?.features ?? []), ...permission.features])];
      permissions.set(key, { ...permission, features });
    }
  }
  return [...permissions.values()];
}

function rowsOf(table: PermissionTable): readonly Permission[] {
  return (Object.keys(table) as Scope[]).flatMap((scope) =>
    (table[scope] ?? []).map(([action, features, why]) => ({ action, features, why, scope })),
  );
}
