import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../src/files/lock';
import { Console } from './console';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { killExtensionHost } from './kill-extension-host';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

describe('A cluster whose editor is killed', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let console: Console;

  before(async () => {
    workspace = await TestWorkspace.create({ speed: 30 });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    console = new Console(workspace.sandbox, await workbench.field('External ID').inputValue());
    await chooseNetwork(workbench, { name: 'phoenix', serviceRole: workspace.sandbox.serviceRoleArn });
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('continues when killed between CreateStack and its response', async () => {
    const unheard = { service: 'cloudformation', action: 'CreateStack', times: 2, lostAnswer: true } as const;
    await workspace.sandbox.addFault(unheard);
    // The form grows with each check that has passed, away from under the pointer.
    await workbench.button('Check Again').waitFor();
    await workbench.button('Create Kubernetes cluster').click();
    await eventually(async () => strictEqual((await answers(workspace, 'CreateStack'))[0], 0));
    await killExtensionHost(workspace);
    await workbench.page.reload();
    await workbench.row(/phoenix.*Creating [1-9]/).waitFor();
    await workbench.form.getByRole('heading', { name: 'Creating phoenix in eu-central-1' }).waitFor();
  });

  it('continues when killed while the stack is created', async () => {
    await killExtensionHost(workspace);
    await workbench.page.reload();
    await workbench.row(/phoenix.*Creating [1-9]/).waitFor();
  });

  it('continues when killed while the kubeconfig is written', async () => {
    await mkdir(join(workspace.folder, '.kube'), { recursive: true });
    // As kubectl does while it writes.
    await withLock(join(workspace.folder, '.kube/config'), async () => {
      await workbench.row(/phoenix.*Updating kubeconfig and settings/).waitFor({ timeout: 60_000 });
      await killExtensionHost(workspace);
    });
    await workbench.page.reload();
    // What is left to do may be done before the view is drawn.
    await workbench.row(/phoenix.*(Creating [1-9]|Active)/).waitFor();
  });

  it('ends ready, with one notification', async () => {
    const ready = workbench.notification('Cluster phoenix is ready, with 3 nodes.');
    await ready.waitFor({ timeout: 60_000 });
    await workbench.row(/phoenix.*Active/).waitFor();
    strictEqual(await workbench.notification('phoenix').count(), 1);
  });

  it('exists exactly once in AWS, kubeconfig and settings', async () => {
    strictEqual(await console.stackStatus('eks-clusters-phoenix'), 'CREATE_COMPLETE');
    deepStrictEqual(await console.clusters(), ['phoenix']);
    // Whatever was asked again was asked with the same token.
    strictEqual((await answers(workspace, 'CreateStack')).includes(400), false);
    const kubeconfig = await workspace.read('.kube/config');
    strictEqual(kubeconfig.match(/server:/g)?.length, 1);
    match(kubeconfig, /current-context: phoenix/);
    deepStrictEqual(await clusters(workspace), ['phoenix']);
  });

  it('is not reported again in a window that is opened later', async () => {
    await workbench.page.reload();
    await workbench.row(/phoenix.*Active/).waitFor();
    strictEqual(await workbench.notification('phoenix').count(), 0);
  });
});

/** HTTP status of each answer to a call; 0 where it was lost. */
async function answers(workspace: TestWorkspace, action: string): Promise<readonly number[]> {
  const requests = await workspace.sandbox.requests();
  return requests.filter((request) => request.action === action).map(({ status }) => status);
}

async function clusters(workspace: TestWorkspace): Promise<readonly string[]> {
  const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as {
    'eks.clusters': readonly { name: string }[];
  };
  return settings['eks.clusters'].map(({ name }) => name);
}
