import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { findSecrets } from '../secrets/find-secrets';
import { DeployedApp } from './deployed-app';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

describe('The view Environments', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let app: DeployedApp;

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
    app = await DeployedApp.prepare(workspace, workbench, 'production');
  });

  it('shows an app that kubectl deploys, and how it becomes healthy', async () => {
    await app.apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor();
    await workbench.environment(/^production/).click();
    await workbench
      .environment(/^web-.*Running/)
      .first()
      .waitFor();
  });

  it('says in a sentence what a row shows', async () => {
    const row = workbench.page.getByRole('treeitem', { name: /^production: Healthy, 2 of 2 pods ready\./ });
    await row.waitFor();
  });

  it('explains a crash with its exit code, and counts it in the badge', async () => {
    await app.apply('crash:3');
    await workbench.environment(/^production.*exited with code 3/).waitFor({ timeout: 60_000 });
    await app.apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor({ timeout: 60_000 });
  });

  it('restarts production once that is confirmed', async () => {
    await workbench.run('EKS: Restart');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
    await eventually(async () => {
      match(await app.kubectl('get', 'deployment', 'web', '--output=yaml'), /restartedAt/);
    });
    await workbench.environment(/^production.*2\/2/).waitFor({ timeout: 60_000 });
  });

  it('sets a variable that is never shown again, and restarts the app that reads it', async () => {
    const secret = 'planted/for+this "variable"';
    await workbench.run('EKS: Set Environment Variables…');
    await answer('Environment Variables of production', 'Add Variable…');
    await answer('Name of the variable', 'GREETING');
    await answer('Value of GREETING', secret);
    await workbench.page.locator('.quick-input-list').getByText('GREETING').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench
      .notification('The variables of production were saved.')
      .getByRole('button', { name: 'Restart' })
      .click();
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
    await eventually(async () => {
      match(await app.kubectl('get', 'deployment', 'web', '--output=yaml'), /config-hash/);
    });
    const template = 'go-template={{.data.GREETING | base64decode}}';
    strictEqual(await app.kubectl('get', 'secret', 'production-config', '-o', template), secret);
    deepStrictEqual(findSecrets([secret], await workspace.collectAllOutput()), []);
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('scales an app, and says that zero stops it', async () => {
    await scaleTo('3');
    await workbench.environment(/^production.*3\/3/).waitFor({ timeout: 60_000 });
    await scaleTo('0');
    await workbench.page
      .getByRole('dialog')
      .filter({ hasText: 'Stop all pods of web' })
      .getByRole('button', { name: 'Stop' })
      .click();
    await workbench.environment(/^stopped/).waitFor({ timeout: 60_000 });
  });

  it('shows the objects of a row as YAML', async () => {
    await workbench.run('EKS: Show YAML');
    await workbench.page.locator('.view-lines').filter({ hasText: 'kind: Deployment' }).first().waitFor();
  });

  /** Answers a question that says so. */
  async function answer(question: string, text: string): Promise<void> {
    const box = workbench.page.locator('.quick-input-widget');
    await box.filter({ hasText: question }).waitFor();
    await box.locator('input.input').fill(text);
    await box.locator('input.input').press('Enter');
  }

  async function scaleTo(replicas: string): Promise<void> {
    await workbench.run('EKS: Scale…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Scale web' }).waitFor();
    await input.fill(replicas);
    await input.press('Enter');
  }
});
