import { match, rejects, strictEqual } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ATTACHED } from '../fakes/entry';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

describe('A cluster whose workspace is closed before it is ready', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({ speed: 60, settings: { 'eks.clusters': [ATTACHED] } });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'away', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.row(/away.*Creating [1-9]/).waitFor();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('is finished by a window of another folder, which writes nothing to that folder', async () => {
    const another = join(workspace.folder, '../another');
    await mkdir(another);
    const closed = workbench;
    workbench = await workspace.open({ folder: another });
    await closed.page.close();
    await workbench.openClustersView();
    const ready = 'Cluster away is ready. It will be added to app the next time that is opened.';
    await workbench.notification(ready).waitFor({ timeout: 60_000 });
    await workbench.row(/away.*Finished, not yet attached/).waitFor();
    await rejects(workspace.read('.kube/config'), { code: 'ENOENT' });
    await rejects(workspace.read('../another/.kube/config'), { code: 'ENOENT' });
    await rejects(workspace.read('../another/.vscode/settings.json'), { code: 'ENOENT' });
  });

  it('is not reported again in another folder, and AWS is not called', async () => {
    const asked = (await workspace.sandbox.requests()).length;
    await workbench.page.reload();
    await workbench.row(/away.*Finished, not yet attached/).waitFor();
    strictEqual((await workspace.sandbox.requests()).length, asked);
    strictEqual(await workbench.notification('away').count(), 0);
  });

  it('cannot be moved to a level where another cluster has its scope', async () => {
    await workbench.row(/away.*Finished, not yet attached/).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Attach Cluster Elsewhere…' }).hover();
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByRole('option', { name: 'User (all workspaces)' }).first().click();
    const refused = 'The cluster away was not attached there: Another cluster at this level already has';
    await workbench.notification(refused).waitFor();
    await workbench.row(/away.*Finished, not yet attached/).waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('is registered as soon as any window opens its folder', async () => {
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.notification('Cluster away is ready, with 3 nodes.').waitFor({ timeout: 60_000 });
    await workbench.row(/away.*Active/).waitFor();
    match(await workspace.read('.kube/config'), /current-context: away/);
    match(await workspace.read('.vscode/settings.json'), /"name": "away"/);
    strictEqual(await workbench.notification('away').count(), 1);
  });
});
