import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findSecrets, findBearerTokens } from '../secrets/find-secrets';
import { chooseNetwork, signIn } from './fill-form';
import { plantSecret } from './plant-secrets';
import { AWS_HOST, CLUSTER_HOST, startProxiedSandbox, type ProxiedSandbox } from './proxied-sandbox';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

describe('Behind a company’s proxy', () => {
  let sandbox: ProxiedSandbox;
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({
      watchesCommandLines: true,
      sandbox: async () => (sandbox = await startProxiedSandbox({ speed: 400 })),
      // The one way of signing in that leaves a secret in a file.
      settings: { 'eks.kubeconfig.authentication': 'service-account' },
    });
    workbench = await workspace.open();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('creates a cluster, and calls AWS and the cluster through the proxy', async () => {
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, sandbox);
    await chooseNetwork(workbench, { name: 'proxied', serviceRole: sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster proxied is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    for (const host of [AWS_HOST, CLUSTER_HOST])
      ok(
        sandbox.proxy.connects.some((target) => target.startsWith(`${host}:`)),
        host,
      );
  });

  it('leaves no secret except the token in the user-only kubeconfig', async () => {
    const kubeconfig = join(workspace.folder, '.kube/config');
    const secrets = [...(await sandbox.secrets()), sandbox.proxy.password];
    const written = await workspace.collectAllOutput();
    for (const place of ['the browser', 'the messages'])
      ok(written.get(place)?.includes(sandbox.roleArn), `${place} should have been read.`);
    ok(written.get('the requests')?.includes('/api/v1/nodes'));
    deepStrictEqual(findSecrets(secrets, written), [kubeconfig]);
    deepStrictEqual(findBearerTokens(written), [kubeconfig]);
    if (process.platform !== 'win32') strictEqual((await stat(kubeconfig)).mode & 0o777, 0o600);
  });

  it('would be caught if it left a secret', async () => {
    const secret = 'planted/for+this "test"';
    const planted = await plantSecret(workspace, workbench, secret);
    deepStrictEqual(
      [...findSecrets([secret], await workspace.collectAllOutput())].sort(),
      [...planted].sort(),
    );
  });
});
