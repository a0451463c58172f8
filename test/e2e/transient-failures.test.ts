import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { findSecrets, findBearerTokens } from '../secrets/find-secrets';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

describe('Transient failures', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({ speed: 60, watchesCommandLines: true });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  it('keep typed values when the form is closed and reopened', async () => {
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'stormy', serviceRole: workspace.sandbox.serviceRoleArn });
    const typed = await fieldValues(workbench);
    await workbench.closeEditor();
    await workbench.run('EKS: Create Cluster…');
    await workbench.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
    await eventually(async () => deepStrictEqual(await fieldValues(workbench), typed));
  });

  it('do not end an operation: throttling, server errors and broken connections', async () => {
    for (const action of ['CreateStack', 'DescribeStackEvents']) {
      const fault = { service: 'cloudformation', action, times: 3 };
      await workspace.sandbox.addFault({
        ...fault,
        error: { code: 'Throttling', message: 'Rate exceeded', status: 400 },
      });
      await workspace.sandbox.addFault({
        ...fault,
        error: { code: 'InternalFailure', message: 'It failed.', status: 500 },
      });
    }
    await workbench.button('Create Kubernetes cluster').dblclick();
    await workbench.row(/stormy.*Creating [1-9]/).waitFor();
  });

  it('do not end an operation: a window reload', async () => {
    await workbench.page.reload();
    await workbench.row(/stormy.*Creating/).waitFor();
    await workbench.notification('Cluster stormy is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.row(/stormy.*Active/).waitFor();
    strictEqual(await workbench.notification('stormy').count(), 1);
    deepStrictEqual(await clusters(workspace), ['stormy']);
    strictEqual(await stacksCreated(workspace), 1);
  });

  it('let a second window take over driving and notifying when the first is gone', async () => {
    const driver = workbench;
    workbench = await workspace.open();
    await workbench.openClustersView();
    await driver.page.bringToFront();
    // After the reload its form shows the cluster that is ready.
    await driver.run('EKS: Create Cluster…');
    await driver.button('Authenticate with AWS').click();
    await driver.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
    await driver.field('Kubernetes cluster name').fill('pair');
    await driver.field('Environment scope').fill('staging');
    await driver.button('Create Kubernetes cluster').click();
    await driver.row(/pair.*Creating [1-9]/).waitFor();
    await workbench.row(/pair.*Creating/).waitFor();
    strictEqual(await workbench.notifications.count(), 0);
    await driver.page.close();
    await workbench.notification('Cluster pair is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    deepStrictEqual(await clusters(workspace), ['stormy', 'pair']);
    strictEqual(await stacksCreated(workspace), 2);
  });

  it('differ from a denied call, which ends the operation with its cause and remaining cost', async () => {
    await workbench.run('EKS: Create Cluster…');
    await workbench.button('Authenticate with AWS').click();
    await workbench.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
    await workbench.field('Kubernetes cluster name').fill('doomed');
    await workbench.field('Environment scope').fill('doomed');
    // The cloud team's policy is for the other role.
    await workbench.field('Service role').selectOption(`${workspace.sandbox.serviceRoleArn}-without-policy`);
    // Pre-flight knows it beforehand.
    await workbench.form.getByRole('checkbox', { name: 'Create anyway' }).click();
    await workbench.button('Create Kubernetes cluster').click();
    const failure = workbench.notification('doomed: Creating the control plane failed.');
    await failure.waitFor({ timeout: 60_000 });
    const text = await failure.innerText();
    match(text, /The provision role lacks a permission: iam:GetRole on .* AWS says: .*iam:GetRole/);
    match(text, /add it to the role’s policy\. EKS: Generate IAM Policy… generates/);
    match(text, /There is no control plane\. The remaining resources cost little or nothing\./);
    await workbench.row(/doomed.*Creating the control plane failed/).waitFor();
    deepStrictEqual(await clusters(workspace), ['stormy', 'pair']);
  });

  it('leave no secret on disk, in a log or in a request', async () => {
    const secrets = await workspace.sandbox.secrets();
    ok(secrets.length > 3);
    const written = await workspace.collectAllOutput();
    // What the form keeps in the browser is among it.
    ok(written.get('the browser')?.includes(workspace.sandbox.roleArn));
    deepStrictEqual(findSecrets(secrets, written), []);
    deepStrictEqual(findBearerTokens(written), []);
  });
});

/** The values of the form's text fields and drop-downs. */
async function fieldValues({ form }: Workbench): Promise<readonly string[]> {
  const fields = await form.locator('input[type=text]:visible, select:visible').all();
  return Promise.all(fields.map((field) => field.inputValue()));
}

async function clusters(workspace: TestWorkspace): Promise<readonly string[]> {
  const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as {
    'eks.clusters': readonly { name: string }[];
  };
  return settings['eks.clusters'].map(({ name }) => name);
}

async function stacksCreated(workspace: TestWorkspace): Promise<number> {
  const requests = await workspace.sandbox.requests();
  return requests.filter(({ action, status }) => action === 'CreateStack' && status === 200).length;
}
