import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { Finding } from '../../../src/core/preflight';
import type { Draft } from '../../../src/core/cluster-form/draft';
import { CheckedAccount, published } from './checked-account';

describe('The permissions that pre-flight finds for what was chosen', () => {
  let account: CheckedAccount;

  before(async () => {
    account = await CheckedAccount.start();
  });
  after(() => account.stop());

  function check(change: Partial<Draft> = {}, ports = account.ports): Promise<Finding> {
    return account.find('permissions', { ...account.good, ...change }, ports);
  }

  it('are there for the service role, by its name', async () => {
    const { kind, found } = await check();
    strictEqual(kind, 'passed');
    match(found, /allowed to pass eks-service-role to EKS\.$/);
  });

  it('lack for the service role, by its name', async () => {
    const { kind, found } = await check({}, await account.portsWithout('iam:PassRole'));
    strictEqual(kind, 'failed');
    match(
      found,
      /^The provision role is not allowed to pass eks-service-role to EKS \(iam:PassRole\)\. Missing permissions/,
    );
  });

  it('are not known for a key, whose own policy may allow what the role’s does not', async () => {
    const { kind, lists } = await check({}, await account.portsWith(published([])));
    strictEqual(kind, 'unknown');
    deepStrictEqual(
      lists.flatMap(({ items }) => items.map(({ name }) => name)),
      ['kms:DescribeKey', 'kms:CreateGrant'],
    );
  });

  it('lack for a key where a policy of the role denies it: no other can help then', async () => {
    strictEqual((await check({}, await account.portsWithout('kms:CreateGrant'))).kind, 'failed');
  });

  it('are not asked for a key where there is none', async () => {
    const ports = await account.portsWith(published([]));
    strictEqual((await check({ kmsKeyArn: '' }, ports)).kind, 'passed');
  });

  it('lack for Spot Instances, where these are wanted', async () => {
    const ports = await account.portsWith(published(['kmsKey']));
    const { kind, lists } = await check({ capacityType: 'SPOT' }, ports);
    strictEqual(kind, 'failed');
    deepStrictEqual(
      lists.flatMap(({ items }) => items.map(({ name }) => name)),
      ['iam:CreateServiceLinkedRole'],
    );
    strictEqual((await check({}, ports)).kind, 'passed');
  });
});
