import { match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

describe('Clusters with other kinds of compute', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create();
    workbench = await workspace.open();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  const create = () => workbench.form.getByRole('button', { name: 'Create Kubernetes cluster' }).click();

  const kubectl = async (context: string, ...args: readonly string[]): Promise<string> => {
    const kubeconfig = join(workspace.folder, '.kube/config');
    const env = { ...process.env, ...workspace.sandbox.env, HOME: workspace.home, KUBECONFIG: kubeconfig };
    return (await run('kubectl', ['--context', context, ...args], { env })).stdout;
  };

  it('are ready without nodes in Auto Mode, with the settings from Advanced', async () => {
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await workbench.field('Compute').selectOption('auto');
    await chooseNetwork(workbench, { name: 'calm', serviceRole: workspace.sandbox.autoServiceRoleArn });
    await workbench.form.getByText('Advanced', { exact: true }).click();
    await workbench.form.getByRole('checkbox', { name: 'Audit' }).click();
    await workbench.field('Public access source allowlist').fill('203.0.113.0/24\n0.0.0.0/0');
    await workbench.field('Tags').fill('team=shop');
    await create();
    await workbench.notification('Cluster calm is ready, with 0 nodes.').waitFor({ timeout: 120_000 });
    match(await kubectl('calm', 'get', 'storageclass', '-o', 'name'), /gp3/);
  });

  it('can be created like the previous one, with self-managed nodes', async () => {
    await workbench.form.getByRole('button', { name: /another/i }).click();
    await workbench.field('Compute').selectOption('self-managed');
    await workbench.field('Kubernetes cluster name').fill('wild');
    await workbench.field('Environment scope').fill('review/*');
    await workbench.field('Service role').selectOption(workspace.sandbox.serviceRoleArn);
    await workbench.field('Node count').fill('2');
    await create();
    await workbench.notification('Cluster wild is ready, with 2 nodes.').waitFor({ timeout: 120_000 });
    match(await kubectl('wild', 'get', 'nodes', '-o', 'wide'), /Ready[\s\S]*Ready/);
  });
});
