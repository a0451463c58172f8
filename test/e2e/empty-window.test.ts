import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

const CLUSTER = { name: 'demo', region: 'eu-central-1', accountId: '222222222222', partition: 'aws' };

describe('A window without a trusted or open folder', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    const settings = JSON.stringify({ 'eks.clusters': [CLUSTER] });
    workspace = await TestWorkspace.create({
      trust: 'enabled',
      files: { '.vscode/settings.json': settings },
    });
    workbench = await workspace.open();
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  describe('in Restricted Mode', () => {
    it('explains why the view is empty and calls nothing', async () => {
      await workbench.page.getByRole('button', { name: 'No, I don\u0027t trust the authors' }).click();
      await workbench.openClustersView();
      await workbench.page.getByText('This workspace is in Restricted Mode').waitFor();
      await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      strictEqual(await workbench.row('demo').count(), 0);
    });

    it('offers no command that calls AWS, but still generates policies', async () => {
      const ofVsCode = 'EKS: Focus on Clusters View';
      const offered = (await workbench.offered('EKS:')).filter((name) => name !== ofVsCode);
      deepStrictEqual(offered, ['EKS: Generate IAM Policy…', 'EKS: Show Log']);
    });

    it('asks for policy options step by step and remembers them', async () => {
      const { page } = workbench;
      const option = (text: string | RegExp) =>
        page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
      await workbench.run('EKS: Generate IAM Policy…');
      await option('Provision policy').click();
      await option('CloudFormation template').click();
      await option(/^EKS Auto Mode/).waitFor();
      await page.getByRole('button', { name: 'Back' }).click();
      await option('JSON').click();
      await option(/^EKS Auto Mode/).waitFor();
      await page.keyboard.press('Enter');
      await option('Service role').click();
      // The box to type into is the list's own input.
      await page.locator('.quick-input-list').waitFor({ state: 'hidden' });
      await page.locator('.quick-input-widget input[type="text"]').fill('eks-of-the-team-*');
      await page.keyboard.press('Escape');

      await workbench.run('EKS: Generate IAM Policy…');
      for (const step of ['Provision policy', 'JSON', /^EKS Auto Mode/]) {
        await option(step).waitFor();
        await page.keyboard.press('Enter');
      }
      await option(/Service role.*eks-of-the-team-\*/).waitFor();
      await option('Generate').click();
      await workbench.notification('Opened as a new document.').getByRole('button', { name: 'Copy' }).click();
      await page.getByText('ec2:DescribeSubnets').waitFor();
      deepStrictEqual(await workspace.sandbox.requests(), []);
    });

    it('writes nothing but the External ID that the policy needs', async () => {
      deepStrictEqual(await readdir(workspace.globalStorage), ['identity.json']);
      deepStrictEqual(await readdir(workspace.folder), ['.vscode', 'README.md']);
    });

    it('replaces the selection with the policy', async () => {
      const { page } = workbench;
      await page.locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      await workbench.run('EKS: Generate IAM Policy…');
      await page.getByRole('option', { name: 'Service role trust' }).click();
      await page.getByRole('option', { name: 'JSON' }).click();
      await workbench.notification('Inserted at the cursor.').waitFor();
      await page.getByText('eks.amazonaws.com').waitFor();
      strictEqual(await page.getByText('ec2:DescribeSubnets').count(), 0);
    });
  });

  describe('when trusted later', () => {
    it('shows the clusters', async () => {
      await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
      await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
      await workbench.row(/demo.*Access not yet allowed/).waitFor();
    });
  });

  describe('without an open folder', () => {
    before(async () => {
      workbench = await workspace.open('nothing');
      await workbench.run('EKS: Create Cluster…');
    });

    it('explains where the cluster can be configured and how to choose another place', async () => {
      await workbench.form.getByText('No folder is open, so the cluster can only be configured').waitFor();
      await workbench.button('Open Folder…').waitFor();
      strictEqual(await workbench.field('Configured in').inputValue(), 'user');
      match(await workbench.form.locator('body').innerText(), /home\/\.kube\/config/);
    });

    it('passes typed values on to the folder that is opened next', async () => {
      await workbench.field('Role ARN').fill(workspace.sandbox.roleArn);
      await workbench.field('Kubernetes cluster name').fill('typed-before');
      await workbench.button('Open Folder…').click();
      const list = workbench.page.locator('.quick-input-list');
      // The dialog fills in a folder of its own first: what is typed before that is lost.
      await list.getByText('.kube', { exact: true }).waitFor();
      await workbench.page.locator('.quick-input-widget input').fill(`${workspace.folder}/`);
      // Before the dialog has read the folder, OK would open the one that it showed before.
      await list.getByText('.vscode', { exact: true }).waitFor();
      await workbench.page.getByRole('button', { name: 'OK', exact: true }).click();
      await workbench.page.waitForURL(/folder=/, { waitUntil: 'commit' });
      await workbench.run('EKS: Create Cluster…');
      await workbench.form
        .getByLabel('Configured in')
        .locator('option', { hasText: 'Folder app' })
        .waitFor({ state: 'attached' });
      strictEqual(await workbench.field('Kubernetes cluster name').inputValue(), 'typed-before');
      strictEqual(await workbench.field('Role ARN').inputValue(), workspace.sandbox.roleArn);
    });
  });
});
