import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../src/files/lock';
import { Console } from './console';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { killDriver } from './kill-driver';
import { Stage } from './stage';
import { tellsOneStory } from './story';
import type { Workbench } from './workbench';

describe('A cluster whose editor is killed', () => {
  let stage: Stage;
  let workbench: Workbench;
  let console: Console;

  before(async () => {
    stage = await Stage.set({ speed: 30 });
    workbench = await stage.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, stage.sandbox);
    console = new Console(stage.sandbox, await workbench.field('External ID').inputValue());
    await chooseNetwork(workbench, { name: 'phoenix', serviceRole: stage.sandbox.serviceRoleArn });
  });

  tellsOneStory(() => ({ stage, workbench }));

  it('goes on, when it happens between CreateStack and its answer', async () => {
    const unheard = { service: 'cloudformation', action: 'CreateStack', times: 2, lostAnswer: true } as const;
    await stage.sandbox.fault(unheard);
    // The form grows with each check that has passed, away from under the pointer.
    await workbench.button('Check Again').waitFor();
    await workbench.button('Create Kubernetes cluster').click();
    await eventually(async () => strictEqual((await answers(stage, 'CreateStack'))[0], 0));
    await killDriver(stage);
    await workbench.page.reload();
    await workbench.row(/phoenix.*Creating [1-9]/).waitFor();
    await workbench.form.getByRole('heading', { name: 'Creating phoenix in eu-central-1' }).waitFor();
  });

  it('goes on, when it happens in the middle of the stack', async () => {
    await killDriver(stage);
    await workbench.page.reload();
    await workbench.row(/phoenix.*Creating [1-9]/).waitFor();
  });

  it('goes on, when it happens while the kubeconfig is written', async () => {
    await mkdir(join(stage.folder, '.kube'), { recursive: true });
    // As kubectl does while it writes.
    await withLock(join(stage.folder, '.kube/config'), async () => {
      await workbench.row(/phoenix.*Updating kubeconfig and settings/).waitFor({ timeout: 60_000 });
      await killDriver(stage);
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

  it('is one: in AWS, in the kubeconfig and in the settings', async () => {
    strictEqual(await console.stackStatus('eks-clusters-phoenix'), 'CREATE_COMPLETE');
    deepStrictEqual(await console.clusters(), ['phoenix']);
    // Whatever was asked again was asked with the same token.
    strictEqual((await answers(stage, 'CreateStack')).includes(400), false);
    const kubeconfig = await stage.read('.kube/config');
    strictEqual(kubeconfig.match(/server:/g)?.length, 1);
    match(kubeconfig, /current-context: phoenix/);
    deepStrictEqual(await clusters(stage), ['phoenix']);
  });

  it('is not heard of again by a window that is opened later', async () => {
    await workbench.page.reload();
    await workbench.row(/phoenix.*Active/).waitFor();
    strictEqual(await workbench.notification('phoenix').count(), 0);
  });
});

/** HTTP status of each answer to a call; 0 where it was lost. */
async function answers(stage: Stage, action: string): Promise<readonly number[]> {
  const requests = await stage.sandbox.requests();
  return requests.filter((request) => request.action === action).map(({ status }) => status);
}

async function clusters(stage: Stage): Promise<readonly string[]> {
  const settings = JSON.parse(await stage.read('.vscode/settings.json')) as {
    'eks.clusters': readonly { name: string }[];
  };
  return settings['eks.clusters'].map(({ name }) => name);
}
