import { match, strictEqual } from 'node:assert/strict';
import { chooseNetwork, signIn } from './fill-form';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const FORWARD = /^You, Through the Editor/;

describe('Deploying a folder', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

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

  it('asks for the environment, the image and who reaches it, and shows the app that runs', async () => {
    await deploy('staging', 'registry.example/shop/web:1', FORWARD);
    await workbench.notification(/Deployment 1 of app runs in staging\./).waitFor({ timeout: 60_000 });
    await workbench.environment(/^staging.*1\/1/).waitFor();
  });

  it('deploys another image, and rolls back to the first', async () => {
    await deploy('staging', 'registry.example/shop/web:2');
    await workbench.notification(/Deployment 2 of app runs in staging\./).waitFor({ timeout: 60_000 });
    await workbench.run('EKS: Roll Back to…');
    await workbench.page.getByRole('option', { name: /Deployment 1/ }).click();
    await agree('Roll Back');
    await workbench.notification(/Deployment 3 of app runs in staging\./).waitFor({ timeout: 60_000 });
  });

  it('says why an image does not run, and what still serves', async () => {
    await deploy('staging', 'registry.example/sandbox/crash:3');
    const failed = workbench.notification(/Deployment 4 of app failed in staging\./);
    await failed.waitFor({ timeout: 90_000 });
    const text = await failed.innerText();
    match(text, /Deployment 3 is still serving\./);
    match(text, /exited with code 3/);
  });

  it('deploys again with the same answers, without a question', async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy Again');
    await workbench.notification(/Deployment 5 of app failed in staging\./).waitFor({ timeout: 90_000 });
    await deploy('staging', 'registry.example/shop/web:2');
    await workbench.notification(/Deployment 6 of app runs in staging\./).waitFor({ timeout: 60_000 });
  });

  it('goes back from the summary to an answer, and remembers the answers for everybody', async () => {
    const { page } = workbench;
    await workbench.run('EKS: Deploy…');
    await choose('Deploy app: Environment', /^New Environment/);
    await answer('Deploy app: Environment', 'qa');
    await answer('Deploy: Image', 'registry.example/shop/web:1');
    await choose('Who should reach it?', FORWARD);
    await choose('Deploy app: Summary', /^Remember for Everybody/);
    await page.getByRole('option', { name: /^Remember for Everybody.*On/ }).waitFor();
    await choose('Deploy app: Summary', /^Image/);
    const input = page.locator('.quick-input-widget input.input');
    await page.locator('.quick-input-title').filter({ hasText: 'Deploy: Image' }).waitFor();
    strictEqual(await input.inputValue(), 'registry.example/shop/web:1');
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  });

  it('stops an environment, and starts it again', async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Stop Environment…');
    await agree('Stop');
    await workbench.notification('staging is stopped.').waitFor();
    await workbench.environment(/^staging.*1\/1/).waitFor({ state: 'detached' });
    await workbench.run('EKS: Start Environment…');
    await workbench.page.getByRole('option', { name: /^staging/ }).click();
    await workbench.environment(/^staging.*1\/1/).waitFor({ timeout: 60_000 });
  });

  it('asks before it deploys to production', async () => {
    await deploy('production', 'registry.example/shop/web:1', FORWARD);
    await agree('Deploy');
    await workbench.notification(/Deployment 1 of app runs in production\./).waitFor({ timeout: 60_000 });
  });

  it('deletes an environment once its namespace is typed', async () => {
    const { page } = workbench;
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Delete Environment…');
    const option = page.getByRole('option', { name: /^production/ });
    const [namespace = ''] = /\S+-production/.exec(await option.innerText()) ?? [];
    await option.click();
    await agree('Delete Namespace');
    await answer('Delete the namespace', namespace);
    await workbench.notification(/is being deleted/).waitFor();
    await workbench.environment(/^production/).waitFor({ state: 'detached', timeout: 60_000 });
  });

  /** @param reach asked only the first time */
  async function deploy(environment: string, image: string, reach?: RegExp): Promise<void> {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy…');
    await choose('Deploy app: Environment', new RegExp(`^${environment}`));
    await answer('Deploy: Image', image);
    if (reach) await choose('Who should reach it?', reach);
    await choose('Deploy app: Summary', /^Deploy/);
  }

  async function choose(title: string, option: RegExp): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    await page.getByRole('option', { name: option }).first().click();
  }

  async function answer(title: string, text: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    const input = page.locator('.quick-input-widget input.input');
    await input.fill(text);
    await input.press('Enter');
  }

  async function agree(button: string): Promise<void> {
    await workbench.page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  }
});
