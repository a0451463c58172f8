import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { toUserError } from '../../../src/core/errors/to-user-error';
import type { KubernetesVersion } from '../../../src/core/ports/aws';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { EXTERNAL_ID } from '../sandbox/clients';
import { assumeProvisionRole, seedProvisionRole } from '../sandbox/provision-role';
import { withAws } from './environment';

describe('The Kubernetes versions of a region', () => {
  let sandbox: Sandbox;
  let count = 0;

  before(async () => {
    sandbox = await startSandbox({ externalId: EXTERNAL_ID });
  });
  after(() => sandbox.stop());

  it('come newest first, with one default and the dates of their support', async () => {
    const versions = await versionsSeenWith('eks:DescribeClusterVersions');
    deepStrictEqual(names(versions), names(versions).toSorted().reverse());
    strictEqual(versions.filter(({ isDefault }) => isDefault).length, 1);
    for (const { support, endOfStandardSupport, endOfExtendedSupport } of versions) {
      ok(support !== 'unknown');
      ok(Date.parse(endOfStandardSupport ?? '') < Date.parse(endOfExtendedSupport ?? ''));
    }
  });

  it('are those of an add-on where the role may not ask for them: nothing is known of their support', async () => {
    const versions = await versionsSeenWith('eks:DescribeAddonVersions');
    deepStrictEqual(names(versions), names(await versionsSeenWith('eks:DescribeClusterVersions')));
    for (const { version, ...known } of versions) {
      ok(version);
      deepStrictEqual(known, { isDefault: false, support: 'unknown', offersMetricsServer: true });
    }
  });

  it('say which of them EKS has metrics-server for, region by region', async () => {
    const both = ['eks:DescribeClusterVersions', 'eks:DescribeAddonVersions'];
    const lacking = async (region: string) =>
      names((await versionsSeenWith(both, region)).filter((version) => !version.offersMetricsServer));
    deepStrictEqual(await lacking('eu-central-1'), []);
    deepStrictEqual(await lacking('us-east-1'), ['1.36']);
  });

  it('say nothing of metrics-server where the role may not ask', async () => {
    const versions = await versionsSeenWith('eks:DescribeClusterVersions');
    for (const version of versions) strictEqual('offersMetricsServer' in version, false);
  });

  it('fail as a list where AWS fails to say it: the add-on is not taken for one that EKS does not have', async () => {
    const failure = { code: 'ServerException', status: 500, message: 'Internal error' };
    sandbox.faults.add({
      service: 'eks',
      action: 'DescribeAddonVersions',
      effect: { kind: 'error', ...failure },
    });
    const both = ['eks:DescribeClusterVersions', 'eks:DescribeAddonVersions'];
    try {
      await rejects(versionsSeenWith(both), { kind: 'server' });
    } finally {
      sandbox.faults.clear();
    }
  });

  it('are read for a cluster with one call: its add-ons are another question', async () => {
    const before = sandbox.requests.length;
    await withAws({ variables: sandbox.env }, async () => {
      const { clusters } = await assumeProvisionRole(sandbox.roleArn, 'reading', 'eu-central-1');
      ok((await clusters.versions(new AbortController().signal)).length > 1);
    });
    const calls = sandbox.requests.slice(before).map(({ action }) => action);
    deepStrictEqual(calls, ['AssumeRole', 'DescribeClusterVersions']);
  });

  it('name the permission that tells most where both are missing', async () => {
    await rejects(versionsSeenWith('s3:ListBucket'), (error) => {
      strictEqual(
        toUserError(error).message,
        'The provision role lacks a permission: eks:DescribeClusterVersions.',
      );
      return true;
    });
  });

  /** @param action all that the role may call */
  async function versionsSeenWith(
    action: string | string[],
    region = 'eu-central-1',
  ): Promise<readonly KubernetesVersion[]> {
    const roleArn = seedProvisionRole(sandbox, {
      name: `eks-versions-${(count += 1)}`,
      policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
    });
    return withAws({ variables: sandbox.env }, async () => {
      const { options } = await assumeProvisionRole(roleArn, 'reading', region);
      return options.kubernetesVersions(new AbortController().signal);
    });
  }
});

function names(versions: readonly KubernetesVersion[]): readonly string[] {
  return versions.map(({ version }) => version);
}
