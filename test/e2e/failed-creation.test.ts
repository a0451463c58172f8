import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { Console } from './console';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const REGION = 'eu-central-1';

describe('A failed creation', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let console: Console;

  before(async () => {
    workspace = await TestWorkspace.create();
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    console = new Console(workspace.sandbox, await workbench.field('External ID').inputValue());
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('is not offered in the palette before there is a cluster or an operation', async () => {
    const offered = (await workbench.offered('EKS: ')).filter(
      (name) => !/^EKS: Focus on (Clusters|Environments) View$/.test(name),
    );
    deepStrictEqual(offered, [
      'EKS: Add Existing Cluster…',
      'EKS: Configure Authentication…',
      'EKS: Create Cluster…',
      'EKS: Create Roles for Me…',
      'EKS: Generate IAM Policy…',
      'EKS: Refresh',
      'EKS: Show Log',
      'EKS: Use an External ID from My Cloud Team…',
      'EKS: Write Dockerfile…',
      'EKS: Write Manifests…',
    ]);
  });

  it('is deleted and created again if the control plane could not be created', async () => {
    const withoutPolicy = `${workspace.sandbox.serviceRoleArn}-without-policy`;
    await chooseNetwork(workbench, { name: 'twice', serviceRole: withoutPolicy });
    await workbench.form.getByRole('checkbox', { name: 'Create anyway' }).click();
    await workbench.button('Create Kubernetes cluster').click();
    const failure = workbench.notification('twice: Creating the control plane failed.');
    await failure.waitFor({ timeout: 60_000 });
    match(
      await failure.innerText(),
      /There is no control plane\. The remaining resources cost little or nothing\./,
    );
    await failure.getByText('Fix and Retry', { exact: true }).click();
    // The form with the cluster's own settings replaces the one that followed the creation.
    await workbench.button('Retry').first().waitFor();
    await workbench.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
    await workbench.field('Service role').selectOption(workspace.sandbox.serviceRoleArn);
    await workbench.button('Retry').first().click();
    await workbench.notification('Cluster twice is ready, with 3 nodes.').waitFor({ timeout: 60_000 });
    strictEqual(await console.stackStatus('eks-clusters-twice'), 'CREATE_COMPLETE');
    deepStrictEqual(await accepted(workspace), { CreateStack: 2, DeleteStack: 1, UpdateStack: 0 });
  });

  it('stays in the view with its cost until everything is deleted from the account', async () => {
    await another('cleared');
    const failure = workbench.notification('cleared: Creating the node group failed.');
    await failure.waitFor({ timeout: 60_000 });
    const row = /cleared.*The control plane costs at least \$.* Creating the node group failed\./;
    await workbench.row(row).waitFor();
    await failure.getByText('Delete Everything', { exact: true }).click();
    const question = workbench.page.getByRole('dialog', {
      name: /Delete everything that was created for cluster cleared\?/,
    });
    await question.getByRole('button', { name: 'Delete Everything' }).click();
    await workbench.notification('Cluster cleared was deleted.').waitFor({ timeout: 60_000 });
    await workbench.row('cleared').waitFor({ state: 'detached' });
    strictEqual(await console.stackStatus('eks-clusters-cleared'), undefined);
    deepStrictEqual(await console.clusters(), ['twice']);
  });

  it('stays in the view with its price when kept, also after a reload, until its stack is gone', async () => {
    await another('spared');
    const failure = workbench.notification('spared: Creating the node group failed.');
    await failure.waitFor({ timeout: 60_000 });
    await failure.getByText('Keep', { exact: true }).click();
    const row = workbench.row(/spared.*kept · \$0\.10 per hour/);
    await row.waitFor();
    // Of the operation, or of the cluster where that was registered before it failed.
    for (const action of [/^Fix and Retry…/, /^Delete (Failed )?Cluster…/])
      await eventually(async () => {
        await row.hover();
        strictEqual(await row.getByRole('button', { name: action }).count(), 1, String(action));
      });
    deepStrictEqual(await workbench.offered('EKS: Stop Showing'), ['EKS: Stop Showing Kept Resources…']);
    await workbench.page.reload();
    await workbench.row(/spared.*kept · \$0\.10 per hour/).waitFor();
    await console.deleteStack('eks-clusters-spared');
    await eventually(async () => strictEqual(await console.stackStatus('eks-clusters-spared'), undefined));
    await workbench.run('EKS: Refresh');
    await workbench.row('spared').waitFor({ state: 'detached' });
    strictEqual(await workbench.notifications.count(), 0);
    strictEqual((await workspace.read('.kube/config')).includes('spared'), false);
  });

  /** A cluster whose nodes cannot be had. */
  async function another(name: string): Promise<void> {
    await workspace.sandbox.scarcity(REGION, ['m5.large']);
    await workbench.button('Create Another Like This').click();
    await workbench.field('Kubernetes cluster name').fill(name);
    await workbench.field('Environment scope').fill(name);
    await workbench.field('Service role').selectOption(workspace.sandbox.serviceRoleArn);
    await workbench.field('Instance type').fill('m5.large');
    await workbench.button('Create Kubernetes cluster').click();
  }
});

/** How often CloudFormation has taken what changes stacks. */
async function accepted(workspace: TestWorkspace): Promise<Record<string, number>> {
  const requests = await workspace.sandbox.requests();
  const count = (action: string) =>
    requests.filter((request) => request.action === action && request.status === 200).length;
  const actions = ['CreateStack', 'DeleteStack', 'UpdateStack'];
  return Object.fromEntries(actions.map((action) => [action, count(action)]));
}
