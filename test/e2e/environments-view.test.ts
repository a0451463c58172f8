import { match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

describe('The view Environments', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let namespace: string;

  before(async () => {
    workspace = await TestWorkspace.create({ speed: 60 });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'shop', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster shop is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.run('Notifications: Clear All Notifications');
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('says that nothing is deployed yet', async () => {
    await workbench.page.getByText('Nothing is deployed from this folder yet.').waitFor();
    await workbench.run('EKS: Prepare Environment…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill('production');
    await input.press('Enter');
    const prepared = workbench.notification(/The environment production has the namespace/);
    namespace = /app-[0-9a-f]{8}-production/.exec(await prepared.innerText())?.[0] ?? '';
    match(namespace, /production/);
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('shows an app that kubectl deploys, and how it becomes healthy', async () => {
    await apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor();
    await workbench.environment(/^production/).click();
    await workbench
      .environment(/^web-.*Running/)
      .first()
      .waitFor();
  });

  it('explains a crash with its exit code', async () => {
    await apply('crash:3');
    await workbench.environment(/^production.*exited with code 3/).waitFor({ timeout: 60_000 });
    await apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor({ timeout: 60_000 });
  });

  async function apply(outcome: string): Promise<void> {
    const file = join(workspace.home, 'app.json');
    const labels = { app: 'web' };
    const containers = [{ name: 'web', image: 'shop/web:1', ports: [{ containerPort: 8080 }] }];
    const metadata = { labels, annotations: { 'sandbox/outcome': outcome } };
    const spec = {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata, spec: { containers } },
    };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
    await writeFile(file, JSON.stringify(deployment));
    await eventually(async () => void (await kubectl('apply', '-n', namespace, '-f', file)));
  }

  async function kubectl(...args: string[]): Promise<string> {
    const own = { HOME: workspace.home, KUBECONFIG: join(workspace.folder, '.kube/config') };
    return (await run('kubectl', args, { env: { ...process.env, ...workspace.sandbox.env, ...own } })).stdout;
  }
});
