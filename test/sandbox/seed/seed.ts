import { randomBytes } from 'node:crypto';
import { originalPolicy, provisionPolicy } from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import { emptyAccount, type Account } from '../accounts';
import { roleArn } from '../iam/roles';
import { dnsSuffix } from '../partitions';
import { seedLimits } from './limits';
import { seedBystanders, seedRole, seedUser } from './principals';
import { baseRegions, chinaRegions, clusterRegions } from './regions';
import { seedSignInRoles, type SignInRoles } from './sign-in';

/** The simulated company: people have their identities in one account, and clusters run in another. */
export interface Company extends Cloud {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly base: Account;
  readonly clusters: Account;
  /** Access key of a user who may do everything in the base account. */
  readonly administrator: AccessKey;
  /** A partition of its own, where neither keys nor roles of the others are known; one account has both. */
  readonly china: Cloud & { readonly account: Account };
  /** Roles of the base account. */
  readonly signInRoles: SignInRoles;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a developer has in one partition: the access key of the user `developer`, and roles. */
interface Cloud extends AccessKey {
  readonly roleArn: string;
  readonly serviceRoleArn: string;
  /** Fit for EKS Auto Mode too. */
  readonly autoServiceRoleArn: string;
}

/** @param externalId what the provision role's trust policy asks for; others can be added later */
export function seedCompany({ externalId }: { readonly externalId: string }): Company {
  const base: Account = { ...emptyAccount('111111111111'), regions: baseRegions('111111111111') };
  const clusters: Account = { ...emptyAccount('222222222222'), regions: clusterRegions('222222222222') };
  const china: Account = { ...emptyAccount('333333333333', 'aws-cn'), regions: chinaRegions('333333333333') };
  return {
    accounts: new Map([base, clusters, china].map((account) => [account.id, account])),
    base,
    clusters,
    administrator: seedAdministrator(base),
    china: { account: china, ...seedCloud({ base: china, clusters: china, externalId }) },
    signInRoles: seedSignInRoles(base, JSON.stringify(developerPolicy(clusters))),
    ...seedCloud({ base, clusters, externalId }),
  };
}

/** Developers assume roles of the account that clusters go to, and see which regions there are. */
function developerPolicy(clusters: Account): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roleArn(clusters, { path: '/', name: 'eks-*' }),
      },
      { Effect: 'Allow', Action: 'ec2:DescribeRegions', Resource: '*' },
    ],
  };
}

function seedAdministrator(account: Account): AccessKey {
  const secretAccessKey = randomBytes(30).toString('base64');
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const { accessKeyId } = seedUser(account, { name: 'administrator', secretAccessKey, policy });
  return { accessKeyId, secretAccessKey };
}

function seedCloud(accounts: {
  readonly base: Account;
  readonly clusters: Account;
  readonly externalId: string;
}): Cloud {
  const { base, clusters, externalId } = accounts;
  const secretAccessKey = randomBytes(30).toString('base64');
  const { accessKeyId } = seedUser(base, {
    name: 'developer',
    secretAccessKey,
    policy: developerPolicy(clusters),
  });
  return {
    accessKeyId,
    secretAccessKey,
    ...seedRoles(clusters, { kind: 'account', account: base, externalId }),
  };
}

function seedRoles(
  account: Account,
  developers: { readonly kind: 'account'; readonly account: Account; readonly externalId: string },
): Pick<Cloud, 'roleArn' | 'serviceRoleArn' | 'autoServiceRoleArn'> {
  seedBystanders(account);
  seedLimits(account);
  const serviceRoleArn = seedRole(account, {
    name: 'eks-service-role',
    trusts: { kind: 'service', service: 'eks.amazonaws.com' },
    description: 'Allows EKS to manage clusters on your behalf.',
    attached: ['AmazonEKSClusterPolicy'],
  });
  const autoServiceRoleArn = seedRole(account, {
    name: 'eks-auto-service-role',
    trusts: { kind: 'service', service: 'eks.amazonaws.com', tagsSessions: true },
    description: 'Allows EKS to manage clusters in Auto Mode on your behalf.',
    attached: [
      'AmazonEKSClusterPolicy',
      'AmazonEKSComputePolicy',
      'AmazonEKSBlockStoragePolicy',
      'AmazonEKSLoadBalancingPolicy',
      'AmazonEKSNetworkingPolicy',
    ],
  });
  seedRole(account, {
    name: 'eks-service-role-without-policy',
    trusts: { kind: 'service', service: 'eks.amazonaws.com' },
    description: 'Somebody forgot AmazonEKSClusterPolicy.',
  });
  seedRole(account, {
    name: 'web-server',
    trusts: { kind: 'service', service: `ec2.${dnsSuffix(account.partition)}` },
    description: 'EKS cannot assume it.',
    attached: ['AmazonEKSClusterPolicy'],
  });
  seedRole(account, {
    name: 'eks-no-permissions',
    trusts: developers,
    description: 'Developers may assume it, and then do nothing.',
  });
  seedRole(account, {
    name: 'eks-original',
    trusts: developers,
    description: 'As GitLab’s guide had it made: it may neither simulate its policy nor read it.',
    inline: { name: 'gitlab', document: JSON.stringify(originalPolicy()) },
  });
  const provisionRole = roleArn(account, { path: '/', name: 'eks-provision' });
  const policy = provisionPolicy({
    compute: COMPUTE_KINDS,
    extras: ['kmsKey', 'spot', 'deploy'],
    includeDelete: true,
    serviceRole: 'eks-*service-role',
    provisionRole,
    partition: account.partition,
    accountId: account.id,
  });
  seedRole(account, {
    name: 'eks-provision',
    trusts: developers,
    description: 'For the extension EKS Clusters.',
    inline: { name: 'eks-clusters', document: JSON.stringify(policy) },
    maxSessionDuration: 4 * 3600,
  });
  return { roleArn: provisionRole, serviceRoleArn, autoServiceRoleArn };
}
