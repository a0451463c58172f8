import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { Stage } from './stage';
import type { Workbench } from './workbench';

const CLUSTER = { name: 'demo', region: 'eu-central-1', accountId: '222222222222', partition: 'aws' };

describe('A window that may not, or cannot, write a folder', () => {
  let stage: Stage;
  let workbench: Workbench;

  before(async () => {
    const settings = JSON.stringify({ 'eks.clusters': [CLUSTER] });
    stage = await Stage.set({ trust: 'enabled', files: { '.vscode/settings.json': settings } });
    workbench = await stage.open();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await stage.keepEvidence(this.currentTest.title, workbench.page);
  });

  after(() => stage.strike());

  describe('in Restricted Mode', () => {
    it('says why the view is empty, and calls nothing', async () => {
      await workbench.page.getByRole('button', { name: 'No, I don\u0027t trust the authors' }).click();
      await workbench.openClustersView();
      await workbench.page.getByText('This workspace is in Restricted Mode').waitFor();
      await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      strictEqual(await workbench.row('demo').count(), 0);
    });

    it('offers no command that would call AWS, and yet the policy', async () => {
      const ofVsCode = 'EKS: Focus on Clusters View';
      const offered = (await workbench.offered('EKS:')).filter((name) => name !== ofVsCode);
      deepStrictEqual(offered, ['EKS: Generate IAM Policy…', 'EKS: Show Log']);
      await workbench.run('EKS: Generate IAM Policy…');
      await workbench.page.getByRole('option', { name: 'Provision policy' }).click();
      await workbench.page.getByText('ec2:DescribeSubnets').waitFor();
      deepStrictEqual(await stage.sandbox.requests(), []);
    });
  });

  describe('trusted later', () => {
    it('shows the clusters', async () => {
      await workbench.page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
      await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
      await workbench.row(/demo.*The settings name no provision role for cluster demo\./).waitFor();
    });
  });

  describe('without an open folder', () => {
    before(async () => {
      workbench = await stage.open('nothing');
      await workbench.run('EKS: Create Cluster…');
    });

    it('says where the cluster can be configured, and what to do for another place', async () => {
      await workbench.form.getByText('No folder is open, so the cluster can only be configured').waitFor();
      await workbench.button('Open Folder…').waitFor();
      strictEqual(await workbench.field('Configured in').inputValue(), 'user');
      match(await workbench.form.locator('body').innerText(), /home\/\.kube\/config/);
    });

    it('hands on what was typed to the folder that is opened then', async () => {
      await workbench.field('Role ARN').fill(stage.sandbox.roleArn);
      await workbench.field('Kubernetes cluster name').fill('typed-before');
      await workbench.button('Open Folder…').click();
      await workbench.page.locator('.quick-input-widget input').fill(`${stage.folder}/`);
      await workbench.page.getByRole('button', { name: 'OK', exact: true }).click();
      await workbench.page.waitForURL(/folder=/, { waitUntil: 'commit' });
      await workbench.run('EKS: Create Cluster…');
      await workbench.form
        .getByLabel('Configured in')
        .locator('option', { hasText: 'Folder app' })
        .waitFor({ state: 'attached' });
      strictEqual(await workbench.field('Kubernetes cluster name').inputValue(), 'typed-before');
      strictEqual(await workbench.field('Role ARN').inputValue(), stage.sandbox.roleArn);
    });
  });
});
