import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

const REGION = 'eu-central-1';

describe('A cluster that fails', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({ speed: 60 });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  it('shows the cause, what it still costs and what can be done', async () => {
    await chooseNetwork(workbench, { name: 'shop', serviceRole: workspace.sandbox.serviceRoleArn });
    await workspace.sandbox.scarcity(REGION, ['m5.large']);
    await workbench.button('Create Kubernetes cluster').click();
    const failure = workbench.notification('shop: Creating the node group failed.');
    await failure.waitFor({ timeout: 60_000 });
    match(await failure.innerText(), /AWS currently has no capacity for the instance type m5\.large/);
    match(await failure.innerText(), /The control plane costs at least \$0\.10 per hour/);
    for (const choice of ['Fix and Retry', 'Delete Everything', 'Keep'])
      strictEqual(await failure.getByText(choice, { exact: true }).count(), 1, choice);
    await workbench.row(/shop.*\$0\.10 per hour\. Creating the node group failed/).waitFor();
    await workbench.page
      .getByText(/EKS:.*shop/)
      .first()
      .waitFor();
  });

  it('is still shown after a reload, without another notification', async () => {
    await workbench.page.reload();
    await workbench.row(/shop.*Creating the node group failed/).waitFor();
    strictEqual(await workbench.notifications.count(), 0);
    await workbench.form.locator('#failure').getByText('Creating the node group failed.').waitFor();
  });

  it('is fixed at the field that caused it, and keeps its control plane', async () => {
    const shown = workbench.page.locator('iframe.webview.ready');
    const before = await shown.getAttribute('name');
    await workbench.run('EKS: Fix and Retry…');
    // The form that the reload brought back gives way to one that leads to the field.
    await workbench.page.locator(`iframe.webview.ready:not([name="${before}"])`).waitFor();
    await workbench.form.getByText('The control plane is kept').waitFor();
    strictEqual(await workbench.field('Kubernetes cluster name').inputValue(), 'shop');
    await workbench
      .problem('Instance type')
      .getByText(/no capacity for the instance type m5\.large/)
      .waitFor();
    await workbench.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
    await workbench.field('Instance type').fill('m6i.large');
    await workbench.button('Retry').first().click();
    await workbench.notification('Cluster shop is ready, with 3 nodes.').waitFor({ timeout: 60_000 });
    strictEqual(await calls(workspace, 'CreateStack'), 1);
    strictEqual(await calls(workspace, 'UpdateStack'), 1);
    await workbench.row(/shop.*Active/).waitFor();
  });

  it('is deleted after its name is typed, with no reference left', async () => {
    await workbench.run('EKS: Delete Cluster…');
    const question = workbench.page.getByRole('dialog', { name: /Delete cluster shop\?/ });
    await question.waitFor();
    match(await question.innerText(), /CloudFormation will delete: .*Control plane/);
    await question.getByRole('button', { name: 'Delete Cluster' }).click();
    const box = workbench.page.getByPlaceholder('shop');
    await box.fill('sho');
    await workbench.page.getByText('That is not the name of the cluster.').waitFor();
    await box.fill('shop');
    await box.press('Enter');
    await workbench.row(/shop.*Deleting/).waitFor();
    await workbench.notification('Cluster shop was deleted.').waitFor({ timeout: 60_000 });
    await workbench.form.getByRole('heading', { name: 'shop is deleted' }).waitFor();
    const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as Record<string, unknown>;
    deepStrictEqual(settings['eks.clusters'], []);
    strictEqual((await workspace.read('.kube/config')).includes('shop'), false);
  });

  it('leaves a fresh form without its name', async () => {
    await workbench.run('EKS: Create Cluster…');
    await workbench.form.getByRole('heading', { name: 'shop is deleted' }).waitFor({ state: 'detached' });
    await workbench.button('Create Kubernetes cluster').waitFor();
    strictEqual(await workbench.field('Kubernetes cluster name').inputValue(), '');
    strictEqual(await workbench.field('Role ARN').inputValue(), workspace.sandbox.roleArn);
  });
});

async function calls(workspace: TestWorkspace, action: string): Promise<number> {
  return (await workspace.sandbox.requests()).filter((request) => request.action === action).length;
}
