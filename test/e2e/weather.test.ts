import { deepStrictEqual, doesNotMatch, strictEqual } from 'node:assert/strict';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { Stage } from './stage';
import type { Workbench } from './workbench';

describe('Rough weather', () => {
  let stage: Stage;
  let workbench: Workbench;

  before(async () => {
    stage = await Stage.set({ speed: 60 });
    workbench = await stage.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await stage.keepEvidence(this.currentTest.title, workbench.page);
  });

  after(() => stage.strike());

  it('takes nothing of what was typed into a form that is closed and opened again', async () => {
    await signIn(workbench, stage.sandbox);
    await chooseNetwork(workbench, { name: 'stormy', serviceRole: stage.sandbox.serviceRoleArn });
    const typed = await fieldValues(workbench);
    await workbench.closeEditor();
    await workbench.run('EKS: Create Cluster…');
    await workbench.form.getByText('Account 222222222222, region eu-central-1').waitFor();
    await eventually(async () => deepStrictEqual(await fieldValues(workbench), typed));
  });

  it('does not end an operation: AWS throttles, fails, and breaks connections', async () => {
    for (const action of ['CreateStack', 'DescribeStackEvents']) {
      const fault = { service: 'cloudformation', action, times: 3 };
      await stage.sandbox.fault({ ...fault, error: { code: 'Throttling', message: 'Rate exceeded', status: 400 } });
      await stage.sandbox.fault({ ...fault, error: { code: 'InternalFailure', message: 'It failed.', status: 500 } });
    }
    await workbench.button('Create Kubernetes cluster').dblclick();
    await workbench.row(/stormy.*Creating [1-9]/).waitFor();
  });

  it('does not end an operation: the window is reloaded', async () => {
    await workbench.page.reload();
    await workbench.openClustersView();
    await workbench.row(/stormy.*Creating/).waitFor();
    await workbench.notification('Cluster stormy is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.row(/stormy.*Active/).waitFor();
    strictEqual(await workbench.notification('stormy').count(), 1);
    deepStrictEqual(await clusters(stage), ['stormy']);
    strictEqual(await stacksCreated(stage), 1);
  });

  it('lets one of two windows drive, and the other take over when that is gone', async () => {
    const driver = workbench;
    await driver.run('EKS: Create Cluster…');
    await signIn(driver, stage.sandbox);
    await chooseNetwork(driver, { name: 'pair', serviceRole: stage.sandbox.serviceRoleArn });
    await driver.field('Environment scope').fill('staging');
    await driver.button('Create Kubernetes cluster').click();
    await driver.row(/pair.*Creating [1-9]/).waitFor();
    workbench = await stage.open();
    await workbench.openClustersView();
    await workbench.row(/pair/).waitFor();
    strictEqual(await workbench.notifications.count(), 0);
    await driver.page.close();
    await workbench.notification('Cluster pair is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    deepStrictEqual(await clusters(stage), ['stormy', 'pair']);
    strictEqual(await stacksCreated(stage), 2);
  });
});

/** All that stands in the form's text fields and drop-downs. */
async function fieldValues({ form }: Workbench): Promise<readonly string[]> {
  const fields = await form.locator('input[type=text]:visible, select:visible').all();
  return Promise.all(fields.map((field) => field.inputValue()));
}

async function clusters(stage: Stage): Promise<readonly string[]> {
  const settings = JSON.parse(await stage.read('.vscode/settings.json')) as {
    'eks.clusters': readonly { name: string }[];
  };
  return settings['eks.clusters'].map(({ name }) => name);
}

async function stacksCreated(stage: Stage): Promise<number> {
  const requests = await stage.sandbox.requests();
  return requests.filter(({ action, status }) => action === 'CreateStack' && status === 200).length;
}
