import { randomBytes } from 'node:crypto';
import { provisionPolicy } from '../../../src/core/policy';
import { emptyAccount, type Account } from '../accounts';
import { roleArn } from '../iam/roles';
import { seedBystanders, seedRole, seedUser } from './principals';
import { baseRegions, clusterRegions } from './regions';

/** The simulated company: people have their identities in one account, and clusters run in another. */
export interface Company {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly base: Account;
  readonly clusters: Account;
  readonly roleArn: string;
  readonly serviceRoleArn: string;
  /** Access key of the user `developer`. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** @param externalId what the provision role's trust policy asks for; others can be added later */
export function seedCompany({ externalId }: { readonly externalId: string }): Company {
  const base: Account = { ...emptyAccount('111111111111'), regions: baseRegions('111111111111') };
  const clusters: Account = { ...emptyAccount('222222222222'), regions: clusterRegions('222222222222') };
  const secretAccessKey = randomBytes(30).toString('base64');
  const { accessKeyId } = seedUser(base, {
    name: 'developer',
    secretAccessKey,
    policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: roleArn(clusters, { path: '/', name: 'eks-*' }),
        },
        { Effect: 'Allow', Action: 'ec2:DescribeRegions', Resource: '*' },
      ],
    },
  });
  return {
    accounts: new Map([base, clusters].map((account) => [account.id, account])),
    base,
    clusters,
    accessKeyId,
    secretAccessKey,
    ...seedRoles(clusters, { kind: 'account', account: base, externalId }),
  };
}

function seedRoles(
  account: Account,
  developers: { readonly kind: 'account'; readonly account: Account; readonly externalId: string },
): Pick<Company, 'roleArn' | 'serviceRoleArn'> {
  seedBystanders(account);
  const serviceRoleArn = seedRole(account, {
    name: 'eks-service-role',
    trusts: { kind: 'service', service: 'eks.amazonaws.com' },
    description: 'Allows EKS to manage clusters on your behalf.',
    attached: ['AmazonEKSClusterPolicy'],
  });
  seedRole(account, {
    name: 'eks-service-role-without-policy',
    trusts: { kind: 'service', service: 'eks.amazonaws.com' },
    description: 'Somebody forgot AmazonEKSClusterPolicy.',
  });
  seedRole(account, {
    name: 'web-server',
    trusts: { kind: 'service', service: 'ec2.amazonaws.com' },
    description: 'EKS cannot assume it.',
    attached: ['AmazonEKSClusterPolicy'],
  });
  seedRole(account, {
    name: 'eks-no-permissions',
    trusts: developers,
    description: 'Developers may assume it, and then do nothing.',
  });
  const provisionRole = roleArn(account, { path: '/', name: 'eks-provision' });
  const policy = provisionPolicy({
    compute: ['managed'],
    includeDelete: true,
    serviceRole: serviceRoleArn,
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
  return { roleArn: provisionRole, serviceRoleArn };
}
