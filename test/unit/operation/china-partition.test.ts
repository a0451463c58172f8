import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { createAws } from '../../../src/aws/index';
import type { Operation } from '../../../src/core/operation/operation';
import { runOperation } from '../../../src/core/operation/run/run-operation';
import type { OperationView } from '../../../src/core/operation/view';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { clusterId } from '../../../src/core/registry/entry';
import { createKubernetes } from '../../../src/kube/index';
import { anOperation } from '../../fakes/operation';
import { hastyClock } from '../../fakes/hasty-clock';
import { FakeWorkspace } from '../../fakes/workspace';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { EXTERNAL_ID } from '../sandbox/clients';
import { toAws, toCluster } from '../../fakes/network';

const REGION = 'cn-northwest-1';
const SPEED = 5000;
const BASE = { kind: 'default' } as const;
const { signal } = new AbortController();

describe('In China', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ speed: SPEED, externalId: EXTERNAL_ID });
  });

  after(() => sandbox.stop());

  /** With the keys of the account there. */
  function there<T>(run: () => Promise<T>): Promise<T> {
    const { accessKeyId, secretAccessKey } = sandbox.china;
    const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    return withAws({ variables: { ...sandbox.env, ...keys } }, run);
  }

  function openSession(): Promise<ProvisionSession> {
    const role = { roleArn: sandbox.china.roleArn, region: REGION, base: BASE };
    const aws = createAws({ send: toAws, log: () => undefined });
    return aws.assumeRole({ ...role, externalId: EXTERNAL_ID, sessionName: 'china', rights: 'full' }, signal);
  }

  async function operationOn({ options }: ProvisionSession): Promise<Operation> {
    const [vpc] = await options.vpcs(signal);
    ok(vpc);
    const [subnets, groups] = await Promise.all([
      options.subnets(vpc.id, signal),
      options.securityGroups(vpc.id, signal),
    ]);
    const { roleArn, serviceRoleArn, account } = sandbox.china;
    const operation = anOperation();
    return {
      ...operation,
      spec: {
        ...operation.spec,
        serviceRoleArn,
        vpcId: vpc.id,
        subnetIds: subnets.map(({ id }) => id),
        securityGroupId: groups[0]?.id ?? '',
      },
      role: { roleArn, region: REGION, base: BASE },
      accountId: account.id,
      partition: 'aws-cn',
    };
  }

  it('a cluster is created with ARNs, host names and principals of that partition', () =>
    there(async () => {
      const session = await openSession();
      strictEqual(session.partition, 'aws-cn');
      const workspace = new FakeWorkspace();
      const views: OperationView[] = [];
      const operation = await operationOn(session);
      const clock = hastyClock(SPEED);
      const ports = {
        clock,
        journal: { save: () => Promise.resolve() },
        session: () => Promise.resolve(session),
        kubernetes: () => Promise.resolve(createKubernetes(toCluster)),
        workspace,
        installation: '0123456789abcdef',
        overdueAfterMs: 30 * 60_000,
        acquireRead: (delayMs: number) => clock.sleep(delayMs, signal),
      };
      for await (const view of runOperation(operation, ports, signal)) views.push(view);
      const state = views.at(-1)?.state;
      deepStrictEqual(state?.kind === 'succeeded' ? state.nodesReady : state, 3);
      match(workspace.registered.map(clusterId).join(), /^arn:aws-cn:eks:/);
      const cluster = await session.clusters.describe('demo', signal);
      strictEqual(cluster?.arn, `arn:aws-cn:eks:${REGION}:333333333333:cluster/demo`);
      const nodeRole = [...sandbox.china.account.roles.values()].find(
        ({ trustPolicy, name }) => name.startsWith('eks-clusters-') && trustPolicy.includes('ec2.'),
      );
      match(nodeRole?.trustPolicy ?? '', /"ec2\.amazonaws\.com\.cn"/);
    })).timeout(30_000);

  it('keys of the other partition are rejected', () =>
    withAws({ variables: sandbox.env }, async () => {
      await rejects(openSession(), { kind: 'credentials', code: 'InvalidClientTokenId' });
    }));
});
