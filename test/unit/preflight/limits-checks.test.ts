import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { CheckId } from '../../../src/core/preflight';
import type { Draft } from '../../../src/core/cluster-form/draft';
import type { Cluster } from '../../sandbox/eks/state';
import { createServiceLinkedRole } from '../../sandbox/iam/roles';
import { createKey, keyArn, type KeyPlan } from '../../sandbox/kms/keys';
import { KEYS } from '../../sandbox/seed/limits';
import { applyQuota } from '../../sandbox/service-quotas/quotas';
import { REGION } from '../sandbox/clients';
import { CheckedAccount } from './checked-account';

const DEFAULT_CLUSTER_QUOTA = 100;

/** Nodes that are more than the account may have, whatever else runs. */
const TOO_MANY_NODES: readonly {
  readonly what: string;
  readonly change: Partial<Draft>;
  readonly says: RegExp;
}[] = [
  {
    what: 'the nodes take more vCPUs than EC2 grants',
    change: { nodeCount: '129' },
    says: /^quotas: The nodes need 258 vCPUs. The account’s quota for running instances of this kind in eu-central-1\ is 256./,
  },
  {
    what: 'they do as Spot Instances, which have a quota of their own',
    change: { nodeCount: '33', capacityType: 'SPOT' },
    says: /^quotas: The nodes need 66 vCPUs. The account’s quota for running instances of this kind in eu-central-1\ is 64./,
  },
  {
    what: 'they do where EC2 starts the largest of their types',
    change: { nodeCount: '33', otherTypes: 'm5.large\nm6i.2xlarge' },
    says: /^quotas: The nodes need 264 vCPUs. The account’s quota for running instances of this kind in eu-central-1\ is 256./,
  },
  {
    what: 'they do with GPUs',
    change: { nodeCount: '5', instanceType: 'g4dn.xlarge' },
    says: /^quotas: The nodes need 20 vCPUs. The account’s quota for running instances of this kind in eu-central-1\ is 16./,
  },
  {
    what: 'the account has no quota of its own, and AWS’s default is nothing',
    change: { nodeCount: '1', instanceType: 'g4dn.xlarge', capacityType: 'SPOT' },
    says: /^quotas: The nodes need 4 vCPUs. The account’s quota for running instances of this kind in eu-central-1\ is 0./,
  },
];

const BAD_KEYS: readonly { readonly plan: KeyPlan; readonly says: RegExp }[] = [
  { plan: KEYS.disabled, says: /^kmsKey: The key is not enabled: its state is Disabled\./ },
  { plan: KEYS.pendingDeletion, says: /^kmsKey: The key is not enabled: its state is PendingDeletion\./ },
  { plan: KEYS.asymmetric, says: /^kmsKey: The key is not symmetric: its key spec is RSA_4096\./ },
  {
    plan: KEYS.signing,
    says: /^kmsKey: The key cannot be used for encryption and decryption: its usage is SIGN_VERIFY\./,
  },
];

describe('What pre-flight finds of limits, keys, service-linked roles and the template', () => {
  let account: CheckedAccount;

  before(async () => {
    account = await CheckedAccount.start();
  });
  after(() => account.stop());

  async function foundOf(id: CheckId, change: Partial<Draft> = {}): Promise<string> {
    const { kind, found } = await account.find(id, { ...account.good, ...change });
    return `${kind}: ${found}`;
  }

  async function onlyRedOne(change: Partial<Draft>, ports = account.ports): Promise<string> {
    const found = await account.redOnes({ ...account.good, ...change }, ports);
    strictEqual(found.length, 1, found.join());
    return found[0] ?? '';
  }

  /** Has so many clusters in the account while it acts. */
  async function withClusters<T>(count: number, act: () => Promise<T>): Promise<T> {
    const { clusters, aws } = account.sandbox;
    const accountRegion = { accountId: clusters.id, partition: clusters.partition, region: REGION };
    const all = Array.from({ length: count }, (_, i) => ({ name: `team-${i}`, accountRegion }) as Cluster);
    aws.eks.clusters.push(...all);
    return act().finally(() => {
      aws.eks.clusters = aws.eks.clusters.filter((cluster) => !all.includes(cluster));
    });
  }

  describe('fails, and nothing else does', () => {
    for (const { what, change, says } of TOO_MANY_NODES)
      it(`where ${what}`, async () => match(await onlyRedOne(change), says));

    it('where there are as many clusters as may be', async () => {
      const found = await withClusters(DEFAULT_CLUSTER_QUOTA, () => onlyRedOne({}));
      match(found, /^quotas: The account’s quota in eu-central-1 is 100 clusters, and it has \d+\./);
    });

    for (const { plan, says } of BAD_KEYS)
      it(`where the key is that of ${plan.description}`, async () => {
        match(await onlyRedOne({ kmsKeyArn: createKey(account.sandbox.clusters, REGION, plan) }), says);
      });

    it('where there is no such key', async () => {
      const kmsKeyArn = keyArn(account.sandbox.clusters, REGION, '00000000-0000-0000-0000-000000000000');
      match(await onlyRedOne({ kmsKeyArn }), /^kmsKey: The key does not exist\./);
    });

    it('where a service has no role in the account, and the provision role may not have one made', async () => {
      const ports = await account.portsWithout('iam:CreateServiceLinkedRole');
      match(
        await onlyRedOne({}, ports),
        /^serviceLinkedRoles: .* not allowed to create them: AWSServiceRoleForAmazonEKS, AWSServiceRoleForAmazonEKSNodegroup\./,
      );
    });

    it('where the template is too long for CloudFormation', async () => {
      const long = (i: number) =>
        `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}/${'d'.repeat(60)}${i}`;
      const lines = Array.from({ length: 200 }, (_, i) => `${long(i)}=${'e'.repeat(63)}`);
      match(
        await onlyRedOne({ labels: lines.join('\n') }),
        /^template: The template has \d+ bytes, but CloudFormation allows at most 51200\./,
      );
    });

    it('where CloudFormation objects to the template', async () => {
      const { faults } = account.sandbox;
      const message = 'Template format error: Unresolved resource dependencies [Key]';
      const effect = { kind: 'error', code: 'ValidationError', message, status: 400 } as const;
      faults.add({ service: 'cloudformation', action: 'ValidateTemplate', effect });
      const found = await onlyRedOne({}).finally(() => faults.clear());
      match(found, /^template: CloudFormation rejects the template: Template format error: Unresolved/);
    });
  });

  it('is a warning where this is the last cluster that may be, of those on all pages', async () => {
    const { clusters } = account.sandbox;
    const quota = { region: REGION, serviceCode: 'eks', code: 'L-1194D53C' };
    applyQuota(clusters, quota, 151);
    const found = await withClusters(150, () => foundOf('quotas')).finally(() =>
      applyQuota(clusters, quota, DEFAULT_CLUSTER_QUOTA),
    );
    match(
      found,
      /^warning: This is the last of the 151 clusters that the account’s quota allows in eu-central-1\./,
    );
  });

  it('leads to Service Quotas, in partitions whose console is known', async () => {
    const { ports, good } = account;
    const draft = { ...good, nodeCount: '129' };
    const elsewhere = { ...ports, session: { ...ports.session, partition: 'aws-iso' } };
    const actionOf = async (by = ports) => {
      const finding = await account.find('quotas', draft, by);
      return finding.kind === 'passed' ? undefined : finding.action;
    };
    deepStrictEqual([await actionOf(), await actionOf(elsewhere)], ['openServiceQuotas', undefined]);
  });

  it('counts no nodes of Auto Mode', async () => {
    match(await foundOf('quotas', { compute: 'auto', instanceType: '', nodeCount: '' }), /^passed: 0 of 100/);
  });

  it('counts self-managed nodes as On-Demand Instances, whatever was chosen for others', async () => {
    const found = await foundOf('quotas', { compute: 'self-managed', capacityType: 'SPOT' });
    match(found, /The nodes need 6 of 256 vCPUs/);
  });

  it('fails for the one quota even where the other may not be asked about', async () => {
    const ports = await account.portsWithout('eks:ListClusters');
    const draft = { ...account.good, nodeCount: '129' };
    strictEqual((await account.find('quotas', draft, ports)).kind, 'failed');
  });

  it('is found out by reading alone', async () => {
    const before = account.sandbox.requests.length;
    await account.redOnes(account.good);
    const actions = account.sandbox.requests.slice(before).map(({ action }) => action);
    for (const action of ['GetServiceQuota', 'ListClusters', 'DescribeKey', 'ListRoles', 'ValidateTemplate'])
      ok(actions.includes(action), action);
    deepStrictEqual(
      actions.filter((action) => !/^(Describe|Get|List|Simulate|Validate)/.test(action)),
      [],
    );
  });

  it('leaves a key out where none is chosen', async () => {
    const before = account.sandbox.requests.length;
    deepStrictEqual(await account.redOnes({ ...account.good, kmsKeyArn: '' }), []);
    const services = account.sandbox.requests.slice(before).map(({ service }) => service);
    strictEqual(services.includes('kms'), false);
  });

  it('names the service-linked roles that will be made, that of Spot Instances where these are wanted', async () => {
    match(
      await foundOf('serviceLinkedRoles', { capacityType: 'SPOT' }),
      /^passed: .*: AWSServiceRoleForAmazonEKS, AWSServiceRoleForAmazonEKSNodegroup, AWSServiceRoleForEC2Spot\.$/,
    );
    match(await foundOf('serviceLinkedRoles', { compute: 'auto' }), /: AWSServiceRoleForAmazonEKS\.$/);
  });

  it('does not know whether service-linked roles can be made where simulating is not allowed', async () => {
    const ports = { ...account.ports, simulators: [] };
    const { kind, found } = await account.find('serviceLinkedRoles', account.good, ports);
    strictEqual(kind, 'unknown');
    match(found, /Could not check whether the provision role is allowed to create them\.$/);
  });

  it('makes no call about service-linked roles that are there', async () => {
    const { clusters } = account.sandbox;
    const made = ['eks.amazonaws.com', 'eks-nodegroup.amazonaws.com'].map((service) =>
      createServiceLinkedRole(clusters, service),
    );
    const { kind } = await account
      .find('serviceLinkedRoles', account.good, { ...account.ports, simulators: [] })
      .finally(() => made.forEach(({ name }) => clusters.roles.delete(name)));
    strictEqual(kind, 'passed');
  });
});
