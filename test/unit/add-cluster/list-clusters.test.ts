import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { UserError } from '../../../src/core/errors/user-error';
import { accessEntryCommands, accessEntryError } from '../../../src/core/add-cluster/access-entry';
import { listClusters } from '../../../src/core/add-cluster/list-clusters';
import { AwsError, type ProvisionSession } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { withAws } from '../aws/environment';
import { createKubernetes } from '../../../src/kube/index';
import { eventually } from '../../e2e/eventually';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import { assumeRoleWith, clusterRoleArn, COMPUTE, createCluster, never } from '../sandbox/cluster-life';
import { EVERYTHING } from './connector';
import { toCluster } from '../../fakes/network';

const denied = () => new AwsError('denied', 'AccessDenied', 'You may not list clusters there.');

function session(
  region: string,
  names: readonly string[],
  undescribed: readonly string[] = [],
): ProvisionSession {
  const describe = (name: string) =>
    undescribed.includes(name)
      ? Promise.reject(denied())
      : Promise.resolve({ name, arn: `arn-of-${name}`, version: '1.33', status: 'ACTIVE' });
  const clusters = { list: () => Promise.resolve(names), describe };
  return { region, accountId: '222222222222', partition: 'aws', clusters } as unknown as ProvisionSession;
}

describe('The clusters of several regions', () => {
  it('are listed side by side; one that is denied keeps none from being shown', async () => {
    const answers = await listClusters(
      ['eu-central-1', 'us-east-1'],
      (region) =>
        region === 'us-east-1' ? Promise.reject(denied()) : Promise.resolve(session(region, ['a', 'b'])),
      never(),
    );
    const [found, failed] = answers;
    deepStrictEqual(found?.kind === 'clusters' && found.clusters.map(({ name }) => name), ['a', 'b']);
    match(failed?.kind === 'failed' ? failed.message : '', /may not list clusters there/);
  });

  it('are shown by name where they may not be described', async () => {
    const [found] = await listClusters(
      [REGION],
      (region) => Promise.resolve(session(region, ['a'], ['a'])),
      never(),
    );
    deepStrictEqual(found?.kind === 'clusters' && found.clusters, [
      { name: 'a', arn: `arn:aws:eks:${REGION}:222222222222:cluster/a` },
    ]);
  });

  it('are not waited for once the user has left', async () => {
    const gone = AbortSignal.abort(new Error('left'));
    await rejects(
      listClusters([REGION], () => Promise.reject(new Error('aborted')), gone),
      /left/,
    );
  });
});

describe('Letting a principal into a cluster', () => {
  const about = {
    clusterName: 'demo',
    region: 'cn-north-1',
    partition: 'aws-cn',
    principalArn: 'arn:aws-cn:iam::222222222222:role/eks',
  };

  it('is what an administrator can run, in the partition’s own names', () => {
    match(
      accessEntryCommands(about, 'posix').join('\n'),
      /^aws eks create-access-entry --region cn-north-1 --cluster-name demo /,
    );
    match(
      accessEntryCommands(about, 'posix').join('\n'),
      /--policy-arn arn:aws-cn:eks::aws:cluster-access-policy\/AmazonEKSClusterAdminPolicy/,
    );
  });

  it('takes every value for one word, whatever a setting says', () => {
    const principalArn = 'arn:aws:iam::1:role/x; touch /tmp/y; $(id)';
    for (const command of accessEntryCommands({ ...about, principalArn }, 'posix'))
      ok(command.includes(` --principal-arn '${principalArn}'`), command);
  });

  it('says which right is missing, or that the cluster takes no access entries', () => {
    const code = (error: unknown) => (error instanceof UserError ? error.code : error);
    strictEqual(code(accessEntryError(denied(), about, 'posix')), 'access-entry-denied');
    const off = new AwsError(
      'refused',
      'InvalidRequestException',
      "The cluster's authentication mode must be set to API",
    );
    strictEqual(code(accessEntryError(off, about, 'posix')), 'access-entries-off');
    const other = new Error('other');
    strictEqual(accessEntryError(other, about, 'posix'), other);
  });

  describe('in the simulated account', () => {
    let sandbox: Sandbox;
    before(async () => void (sandbox = await startSandbox({ speed: 10_000, externalId: EXTERNAL_ID })));
    after(() => sandbox.stop());

    it('makes it an administrator of the cluster, and does no harm the second time', () =>
      withAws({ variables: sandbox.env }, async () => {
        const owner = await assumeRoleWith(sandbox, { name: 'eks-owner', policy: EVERYTHING });
        const guest = await assumeRoleWith(sandbox, { name: 'eks-guest', policy: EVERYTHING });
        const compute = COMPUTE.auto;
        const roleArn = clusterRoleArn(sandbox, 'eks-owner');
        await createCluster(sandbox, { session: owner, roleArn, name: 'open', compute });
        const cluster = await owner.clusters.describe('open', never());
        ok(cluster?.endpoint && cluster.certificateAuthority);
        const { endpoint, certificateAuthority } = cluster;
        const token = () => guest.clusters.createToken('open');
        const api = createKubernetes(toCluster).connect({ endpoint, certificateAuthority, token });
        await rejects(api.nodes(never()), { kind: 'unauthorized' });
        const guestArn = clusterRoleArn(sandbox, 'eks-guest');
        for (let twice = 0; twice < 2; twice++)
          await owner.clusters.grantAdminAccess('open', guestArn, never());
        await eventually(async () => deepStrictEqual(await api.nodes(never()), []));
        strictEqual(await api.can({ verb: '*', group: '*', resource: '*' }, never()), true);
      })).timeout(30_000);
  });
});
