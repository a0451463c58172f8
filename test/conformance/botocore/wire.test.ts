import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { repositoryOf } from '../../../src/core/deploy/image-repository';
import { provisionPolicy } from '../../../src/core/policy';
import { COMPUTE_KINDS } from '../../../src/core/cluster-form/cluster-spec';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { FakeKubernetes } from '../../fakes/kubernetes';
import { pythonEnvironment } from '../../python/environment';
import { ENVIRONMENTS } from '../../python/environments';
import { fakeKubernetesApi } from '../../fakes/simulated-aws';
import { startSandbox, type Exchange, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../../unit/aws/environment';
import { EXTERNAL_ID, REGION } from '../../unit/sandbox/clients';
import {
  assumeRoleWith,
  clusterRoleArn,
  COMPUTE,
  createCluster,
  deleteCluster,
  network,
  never,
  serviceRoleFor,
} from '../../unit/sandbox/cluster-life';
import { RegistryClient } from '../../unit/sandbox/push-image';
import { judge, type Verdict } from './exchanges';

describe('What goes over the wire, as botocore reads it', () => {
  const exchanges: Exchange[] = [];
  let sandbox: Sandbox;

  before(async function () {
    this.timeout(300_000);
    await pythonEnvironment(ENVIRONMENTS.moto);
    sandbox = await startSandbox({
      speed: 10_000,
      externalId: EXTERNAL_ID,
      onExchange: (exchange) => exchanges.push(exchange),
      startKubernetesApi: ({ clusterName, access }) =>
        Promise.resolve(fakeKubernetesApi(clusterName, access)),
    });
  });

  after(() => sandbox.stop());
  beforeEach(() => exchanges.splice(0));

  for (const kind of COMPUTE_KINDS) {
    it(`creates and deletes a cluster with nothing that AWS does not know: ${kind}`, async () => {
      await withSession(`wire-${kind}`, kind, async (session, roleArn) => {
        const cluster = { session, roleArn, name: `wire-${kind}`, compute: COMPUTE[kind] };
        const kubernetes = new FakeKubernetes();
        kubernetes.nodeList = ['a', 'b'].map((name) => ({ name, ready: true }));
        strictEqual((await createCluster(sandbox, cluster, kubernetes)).state.kind, 'succeeded');
        strictEqual((await deleteCluster(sandbox, cluster)).status, 'DELETE_COMPLETE');
      });
      const verdicts = await judge(exchanges);
      const operations = new Set(verdicts.map(({ operation }) => operation));
      for (const operation of ['AssumeRole', 'CreateStack', 'DescribeStackEvents', 'DeleteStack'])
        ok(operations.has(operation), operation);
      deepStrictEqual(faulty(verdicts), []);
    }).timeout(120_000);
  }

  it('asks for all lists of the form with nothing that AWS does not know', async () => {
    await withSession('lists', 'managed', async ({ options, ...session }) => {
      const { vpcId } = network(sandbox);
      await Promise.all([
        options.kubernetesVersions(never()),
        options.serviceRoles(never()),
        options.keyPairs(never()),
        options.vpcs(never()),
        options.subnets(vpcId, never()),
        options.securityGroups(vpcId, never()),
        options.instanceTypes(never()),
        session.clusters.list(never()),
        session.regionAccess(never()),
        session.vpcDns(vpcId, never()),
        session.serviceLinkedRoles(never()),
        session.quota({ service: 'eks', code: 'L-1194D53C' }, never()),
        session.zonesOffering('m6i.large', never()),
      ]);
    });
    const verdicts = await judge(exchanges);
    ok(verdicts.length > 10);
    deepStrictEqual(faulty(verdicts), []);
  }).timeout(60_000);

  it('pushes an image with nothing that AWS does not know', async () => {
    await withSession('images', 'managed', async ({ images }) => {
      const project = repositoryOf({ name: 'shop', origin: 'https://github.com/example/shop' }, 'f00d');
      const { name: repository } = await images.repository(project, never());
      const client = new RegistryClient(await images.login(never()), await sandbox.registries.ca());
      const digest = await client.push(repository, 'one');
      for (const by of [{ tag: 'one' }, { digest }, { tag: 'none' }]) {
        await images.digest({ repository, by }, never());
        await images.architectures({ repository, by }, never());
      }
    });
    const verdicts = (await judge(exchanges)).filter(({ service }) => service === 'ecr');
    ok(new Set(verdicts.map(({ operation }) => operation)).size >= 6);
    deepStrictEqual(faulty(verdicts), []);
  }).timeout(60_000);

  it('would be told of a member, a type and an element that AWS does not know', async () => {
    await withSession('judged', 'managed', (session) => session.options.keyPairs(never()));
    const exchange = exchanges.find(({ answer }) => answer.body.includes('DescribeKeyPairsResponse'));
    ok(exchange);
    const { call, answer } = exchange;
    const body = `${Buffer.from(call.body).toString()}&KeyNmae.1=a&DryRun=perhaps`;
    const [verdict] = await judge([
      {
        call: { ...call, body: Buffer.from(body) },
        answer: { ...answer, body: answer.body.replaceAll('keyName>', 'keyNmae>') },
      },
    ]);
    const told = verdict?.faults.join('\n') ?? '';
    match(told, /request: KeyNmae\.1 is no member/);
    match(told, /DryRun, value: perhaps/);
    match(told, /answer: \.keySet\[\]\.keyNmae is no member/);
  }).timeout(60_000);

  function withSession(
    role: string,
    kind: keyof typeof COMPUTE,
    act: (session: ProvisionSession, roleArn: string) => Promise<unknown>,
  ): Promise<void> {
    return withAws({ variables: sandbox.env }, async () => {
      const name = `eks-${role}`;
      const roleArn = clusterRoleArn(sandbox, name);
      const policy = provisionPolicy({
        ...{
          compute: [kind],
          extras: ['deploy'],
          includeDelete: true,
          serviceRole: serviceRoleFor(sandbox, kind),
        },
        ...{ provisionRole: roleArn, partition: 'aws', accountId: sandbox.clusters.id, region: REGION },
      });
      await act(await assumeRoleWith(sandbox, { name, policy }), roleArn);
    });
  }
});

function faulty(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ faults }) => faults.length > 0);
}
