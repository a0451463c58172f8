// The pictures of the view Environments: healthy, rolling out, failing and stopped, in every kind of theme.
// Run with: npx tsx test/e2e/environment-pictures.ts
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ground } from '../editor/paths';
import { DeployedApp } from './deployed-app';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
} as const;

async function main(): Promise<void> {
  await mkdir(join(ground, 'pictures'), { recursive: true });
  const workspace = await TestWorkspace.create({ speed: 60 });
  try {
    const workbench = await workspace.open();
    const { page } = workbench;
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'shop', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster shop is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('View: Close All Editors');
    for (const [environment, outcome, replicas] of [
      ['production', 'runs', 2],
      ['staging', 'slow-pull:100000', 2],
      ['review/login', 'crash:1', 1],
      ['old', 'runs', 0],
    ] as const) {
      const app = await DeployedApp.prepare(workspace, workbench, environment);
      await app.apply(outcome, replicas);
    }
    await workbench.environment(/^login.*exited with code 1/).waitFor({ timeout: 60_000 });
    for (const name of ['production', 'staging', 'login']) {
      await workbench.environment(new RegExp(`^${name}`)).click();
      await page.keyboard.press('ArrowRight');
    }
    for (const [theme, name] of Object.entries(THEMES)) {
      const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as object;
      const changed = JSON.stringify({ ...settings, 'workbench.colorTheme': name });
      await writeFile(join(workspace.folder, '.vscode/settings.json'), changed);
      await page
        .locator(
          `.monaco-workbench.${theme.startsWith('hc') ? 'hc-black' : `vs${theme === 'dark' ? '-dark' : ''}`}`,
        )
        .waitFor();
      await page.screenshot({ path: join(ground, 'pictures', `${theme}-environments.png`) });
    }
  } finally {
    await workspace.dispose();
  }
}

void main();
