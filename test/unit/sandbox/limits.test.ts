import { deepStrictEqual, doesNotThrow, rejects, strictEqual, throws } from 'node:assert/strict';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { checkKey, checkQuota } from '../../sandbox/eks/limits';
import { createKey, keyArn, type KeyPlan } from '../../sandbox/kms/keys';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { KEYS } from '../../sandbox/seed/limits';
import { seedRole } from '../../sandbox/seed/principals';
import { clientOf, EXTERNAL_ID, REGION, sessionKeys } from './clients';

const STANDARD = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' };
const CLUSTERS = { ServiceCode: 'eks', QuotaCode: 'L-1194D53C' };

describe('simulated quotas and keys', () => {
  let sandbox: Sandbox;
  let quotas: ServiceQuotasClient;
  let keys: KMSClient;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
    const attached = ['AdministratorAccess'];
    const settings = await settingsOf('eks-administrator', attached);
    quotas = new ServiceQuotasClient(settings);
    keys = new KMSClient(settings);
  });
  after(() => sandbox.stop());

  async function settingsOf(name: string, attached: readonly string[]) {
    const trusts = { kind: 'account', account: sandbox.base, externalId: EXTERNAL_ID } as const;
    const RoleArn = seedRole(sandbox.clusters, { name, trusts, attached });
    return clientOf(sandbox, await sessionKeys(sandbox, { RoleArn }));
  }

  async function describeKey(KeyId: string) {
    return (await keys.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
  }

  it('tell what the account was granted, and what everybody is', async () => {
    const { Quota: own } = await quotas.send(new GetServiceQuotaCommand(STANDARD));
    const { Quota: usual } = await quotas.send(new GetAWSDefaultServiceQuotaCommand(STANDARD));
    deepStrictEqual([own?.Value, own?.QuotaArn?.split(':')[4]], [256, sandbox.clusters.id]);
    deepStrictEqual([usual?.Value, usual?.QuotaArn?.split(':')[4]], [5, '']);
  });

  it('know some quotas by their default only, and others not at all', async () => {
    await rejects(quotas.send(new GetServiceQuotaCommand(CLUSTERS)), { name: 'NoSuchResourceException' });
    const { Quota } = await quotas.send(new GetAWSDefaultServiceQuotaCommand(CLUSTERS));
    strictEqual(Quota?.Value, 100);
    const unknown = { ...STANDARD, QuotaCode: 'L-00000000' };
    await rejects(quotas.send(new GetAWSDefaultServiceQuotaCommand(unknown)), {
      name: 'NoSuchResourceException',
    });
  });

  it('describe a key by its ID and by its ARN', async () => {
    const arn = createKey(sandbox.clusters, REGION, KEYS.good);
    const { KeyState, KeySpec, KeyUsage, Arn } = (await describeKey(arn.split('/')[1] ?? '')) ?? {};
    deepStrictEqual([KeyState, KeySpec, KeyUsage], ['Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT']);
    strictEqual(Arn, arn);
    strictEqual((await describeKey(arn))?.Arn, arn);
  });

  it('describe keys that cannot encrypt', async () => {
    const [disabled, pending, signing] = [KEYS.disabled, KEYS.pendingDeletion, KEYS.signing].map((plan) =>
      createKey(sandbox.clusters, REGION, plan),
    );
    strictEqual((await describeKey(disabled ?? ''))?.KeyState, 'Disabled');
    strictEqual((await describeKey(pending ?? ''))?.DeletionDate instanceof Date, true);
    strictEqual((await describeKey(signing ?? ''))?.KeyUsage, 'SIGN_VERIFY');
  });

  it('do not tell a key of another account from one that is not there', async () => {
    const nobodys = '00000000-0000-0000-0000-000000000000';
    await rejects(describeKey(keyArn(sandbox.clusters, REGION, nobodys)), { name: 'NotFoundException' });
    await rejects(describeKey(keyArn(sandbox.clusters, 'us-east-1', nobodys)), {
      name: 'NotFoundException',
      message: 'Invalid arn us-east-1',
    });
    await rejects(describeKey(createKey(sandbox.base, REGION, KEYS.good)), {
      name: 'AccessDeniedException',
      message: /because the resource does not exist in this Region, no resource-based policies allow access/,
    });
  });

  it('are for those who are allowed', async () => {
    const settings = await settingsOf('eks-nobody', []);
    const denied = {
      name: 'AccessDeniedException',
      message: /not authorized to perform: (kms|servicequotas):/,
    };
    await rejects(new ServiceQuotasClient(settings).send(new GetServiceQuotaCommand(STANDARD)), denied);
    const arn = createKey(sandbox.clusters, REGION, KEYS.good);
    await rejects(new KMSClient(settings).send(new DescribeKeyCommand({ KeyId: arn })), denied);
  });

  it('hold for EKS: a key that cannot encrypt is refused, and so is one cluster too many', () => {
    const { aws, clusters } = sandbox;
    const accountRegion = { accountId: clusters.id, partition: clusters.partition, region: REGION };
    const check = (plan: KeyPlan) => () => checkKey(aws, accountRegion, createKey(clusters, REGION, plan));
    doesNotThrow(check(KEYS.good));
    for (const plan of [KEYS.disabled, KEYS.pendingDeletion, KEYS.asymmetric, KEYS.signing])
      throws(check(plan), { code: 'InvalidParameterException' });
    doesNotThrow(() => checkQuota(aws, accountRegion, 99));
    throws(() => checkQuota(aws, accountRegion, 100), { code: 'ResourceLimitExceededException' });
  });
});
