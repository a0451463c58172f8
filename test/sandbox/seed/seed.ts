import { randomBytes } from 'node:crypto';
import { provisionPolicy } from '../../../src/core/policy';
import { emptyAccount, type Account } from '../accounts';
import { roleArn } from '../iam/roles';
import { dnsSuffix } from '../partitions';
import { seedBystanders, seedRole, seedUser } from './principals';
import { baseRegions, chinaRegions, clusterRegions } from './regions';

/** The simulated company: people have their identities in one account, and clusters run in another. */
export interface Company extends Cloud {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly base: Account;
  readonly clusters: Account;
  /** A partition of its own, where neither keys nor roles of the others are known; one account has both. */
  readonly china: Cloud & { readonly account: Account };
}

/** What a developer has in one partition. */
export interface Cloud {
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
  const china: Account = { ...emptyAccount('333333333333', 'aws-cn'), regions: chinaRegions('333333333333') };
  return {
    accounts: new Map([base, clusters, china].map((account) => [account.id, account])),
    base,
    clusters,
    china: { account: china, ...seedCloud({ base: china, clusters: china, externalId }) },
    ...seedCloud({ base, clusters, externalId }),
  };
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
    accessKeyId,
    secretAccessKey,
    ...seedRoles(clusters, { kind: 'account', account: base, externalId }),
  };
}

function seedRoles(
  account: Account,
  developers: { readonly kind: 'account'; readonly account: Account; readonly externalId: string },
): Pick<Cloud, 'roleArn' | 'serviceRoleArn'> {
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
    trusts: { kind: 'service', service: `ec2.${dnsSuffix(account.partition)}` },
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
