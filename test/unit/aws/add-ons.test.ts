import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { installMetricsServer } from '../../../src/core/environments/metrics/metrics-add-on';
import { provisionPolicy, type Extra } from '../../../src/core/policy';
import type { ProvisionSession } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID, REGION } from '../sandbox/clients';
import {
  assumeRoleWith,
  clockFor,
  clusterRoleArn,
  COMPUTE,
  createCluster,
  never,
} from '../sandbox/cluster-life';
import { withAws } from './environment';

const METRICS = { clusterName: 'calm', addonName: 'metrics-server' };

describe('The add-on metrics-server, installed later', () => {
  let sandbox: Sandbox;

  before(async () => {
    sandbox = await startSandbox({ speed: 5000, externalId: EXTERNAL_ID });
    await asRole('eks-creator', [], async (session, roleArn) => {
      const { state } = await createCluster(sandbox, {
        session,
        roleArn,
        name: 'calm',
        compute: COMPUTE.auto,
      });
      strictEqual(state.kind, 'succeeded');
    });
  });
  after(() => sandbox.stop());

  /** As a role that may do what the extension's policy says. */
  function asRole<T>(
    name: string,
    extras: readonly Extra[],
    run: (session: ProvisionSession, roleArn: string) => Promise<T>,
  ): Promise<T> {
    const provisionRole = clusterRoleArn(sandbox, name);
    const policy = provisionPolicy({
      ...{ compute: ['auto'], extras, includeDelete: false, provisionRole },
      ...{ serviceRole: sandbox.autoServiceRoleArn, partition: 'aws', region: REGION },
      accountId: sandbox.clusters.id,
    });
    return withAws({ variables: sandbox.env }, async () =>
      run(await assumeRoleWith(sandbox, { name, policy }), provisionRole),
    );
  }

  const install = ({ clusters }: ProvisionSession) =>
    installMetricsServer(
      {
        clusters,
        ...{ cluster: { name: 'calm', region: REGION }, clock: clockFor(sandbox), report: () => undefined },
      },
      never(),
    );

  it('needs the permission that the tick Deploy applications gives', async () => {
    await asRole('eks-stranger', [], (session) =>
      rejects(install(session), { name: 'AwsError', kind: 'denied' }),
    );
  });

  it('runs with what the policy allows', async () => {
    const status = await asRole('eks-deployer', ['deploy'], async (session) => {
      strictEqual(await session.clusters.addOn(METRICS, never()), undefined);
      await install(session);
      return (await session.clusters.addOn(METRICS, never()))?.status;
    });
    strictEqual(status, 'ACTIVE');
  });

  it('is not offered for every version', async () => {
    const offered = await asRole('eks-asking', ['deploy'], ({ clusters }) =>
      Promise.all(
        ['1.35', '1.99'].map((version) => clusters.offersAddOn('metrics-server', version, never())),
      ),
    );
    deepStrictEqual(offered, [true, false]);
  });
});
