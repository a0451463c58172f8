import { ok } from 'node:assert/strict';
import { chooseNetwork, signIn } from './fill-form';
import { AWS_HOST, CLUSTER_HOST, startProxiedSandbox, type ProxiedSandbox } from './proxied-sandbox';
import { Stage } from './stage';
import type { Workbench } from './workbench';

describe('Behind a company’s proxy', () => {
  let sandbox: ProxiedSandbox;
  let stage: Stage;
  let workbench: Workbench;

  before(async () => {
    stage = await Stage.set({
      sandbox: async () => (sandbox = await startProxiedSandbox({ speed: 400 })),
    });
    workbench = await stage.open();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await stage.keepEvidence(this.currentTest.title, workbench.page);
  });

  after(() => stage.strike());

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
});
