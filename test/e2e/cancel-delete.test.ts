import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { Console } from './console';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { createForeignStack } from './foreign-stack';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

/** Somebody else's tool made it, with the same name that our stack would have. */
const THEIRS = {
  name: 'theirs',
  region: 'eu-central-1',
  accountId: '222222222222',
  partition: 'aws',
  roleArn: 'arn:aws:iam::222222222222:role/eks-provision',
  environmentScope: 'theirs',
};

describe('Cancelling and deleting', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let console: Console;

  before(async () => {
    const settings = JSON.stringify({ 'eks.clusters': [THEIRS] });
    workspace = await TestWorkspace.create({ speed: 60, files: { '.vscode/settings.json': settings } });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    const externalId = await workbench.field('External ID').inputValue();
    console = new Console(workspace.sandbox, externalId);
    await createForeignStack(workspace.sandbox, { stack: 'eks-clusters-theirs', externalId });
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('asks first, and continues in the background if the user chooses so', async () => {
    await chooseNetwork(workbench, { name: 'kept', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await begun('kept');
    const progress = workbench.notification('Creating cluster kept');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    const question = workbench.page.getByRole('dialog', { name: /Cancel creating cluster kept\?/ });
    match(await question.innerText(), /AWS can continue in the background while nothing is watching\./);
    await question.getByRole('button', { name: 'Keep Provisioning in the Background' }).click();
    await progress.waitFor({ state: 'detached' });
    await workbench.notification('Cluster kept is ready, with 3 nodes.').waitFor({ timeout: 60_000 });
    await workbench.row(/kept.*Active/).waitFor();
  });

  it('does not delete a cluster with deletion protection', async () => {
    await console.protect('kept', { from: 'deletion' });
    await deleteCluster('kept');
    const refusal = 'The cluster kept is protected against deletion. Turn off deletion protection in the';
    await workbench.notification(refusal).waitFor();
    strictEqual(await console.stackStatus('eks-clusters-kept'), 'CREATE_COMPLETE');
  });

  it('leaves a stack alone that has the name but not the tags of the extension', async () => {
    await deleteCluster('theirs');
    const refusal =
      /The CloudFormation stack eks-clusters-theirs has no tags and outputs that show it was created/;
    await workbench.notification(refusal).waitFor();
    strictEqual(await console.stackStatus('eks-clusters-theirs'), 'CREATE_COMPLETE');
  });

  it('deletes everything from the account if the user chooses so', async () => {
    await another('dropped');
    await begun('dropped');
    await workbench.run('EKS: Cancel Operation…');
    const question = workbench.page.getByRole('dialog', { name: /Cancel creating cluster dropped\?/ });
    await question.getByRole('button', { name: 'Delete What Exists' }).click();
    await workbench.row(/dropped.*Deleting/).waitFor();
    await workbench.notification('Cluster dropped was deleted.').waitFor({ timeout: 60_000 });
    await workbench.row('dropped').waitFor({ state: 'detached' });
    strictEqual(await console.stackStatus('eks-clusters-dropped'), undefined);
    deepStrictEqual(await console.clusters(), ['kept']);
  });

  it('reports that someone else deleted the watched stack, with nothing left', async () => {
    await another('pulled');
    await begun('pulled');
    await console.deleteStack('eks-clusters-pulled');
    const end = workbench.notification('The stack was deleted while it was being created');
    await end.waitFor({ timeout: 60_000 });
    match(await end.innerText(), /Nothing remains in AWS\./);
    await end.getByText('Dismiss', { exact: true }).click();
    await workbench.row('pulled').waitFor({ state: 'detached' });
  });

  it('lists manual steps if the role is not allowed to delete, then tries again', async () => {
    await console.protect('kept', { from: 'nothing' });
    const message = `User: ${workspace.sandbox.roleArn} is not authorized to perform: cloudformation:DeleteStack`;
    const error = { code: 'AccessDenied', message, status: 403 };
    await workspace.sandbox.addFault({ service: 'cloudformation', action: 'DeleteStack', times: 1, error });
    await deleteCluster('kept');
    const question = workbench.page.getByRole('dialog', { name: /Delete cluster kept\?/ });
    await question.getByRole('button', { name: 'Delete Cluster' }).click();
    await workbench.page.getByPlaceholder('kept').fill('kept');
    await workbench.page.keyboard.press('Enter');
    const denied = workbench.notification('kept: Deleting the cluster failed.');
    await denied.waitFor();
    const command = 'aws cloudformation delete-stack --region eu-central-1 --stack-name eks-clusters-kept';
    ok((await denied.innerText()).includes(command));
    await denied.getByText('Try Again', { exact: true }).click();
    await workbench.notification('Cluster kept was deleted.').waitFor({ timeout: 60_000 });
    deepStrictEqual(await console.clusters(), []);
    doesNotMatch(await workspace.read('.vscode/settings.json'), /kept/);
    doesNotMatch(await workspace.read('.kube/config'), /kept/);
  });

  async function another(name: string): Promise<void> {
    await workbench.button('Create Another Like This').click();
    await workbench.field('Kubernetes cluster name').fill(name);
    await workbench.field('Environment scope').fill(name);
    await workbench.button('Create Kubernetes cluster').click();
  }

  /** Sooner than the row tells, which is read every five seconds. */
  async function begun(name: string): Promise<void> {
    await eventually(async () =>
      strictEqual(await console.stackStatus(`eks-clusters-${name}`), 'CREATE_IN_PROGRESS'),
    );
  }

  /** From the palette, which asks which. VS Code shows no more than five notifications within 800 ms. */
  async function deleteCluster(name: string): Promise<void> {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.notifications.first().waitFor({ state: 'detached' });
    await workbench.run('EKS: Delete Cluster…');
    await workbench.page.getByRole('option', { name }).click();
  }
});
