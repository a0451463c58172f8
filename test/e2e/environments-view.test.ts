import { deepStrictEqual, match, notStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { findSecrets } from '../secrets/find-secrets';
import { DeployedApp } from './deployed-app';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

describe('The view Environments', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let app: DeployedApp;

  before(async () => {
    // A terminal of elements, which can be read.
    const settings = { 'terminal.integrated.gpuAcceleration': 'off' };
    workspace = await TestWorkspace.create({ speed: 60, settings });
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

  it('says that nothing is deployed yet', async () => {
    await workbench.page.getByText('Nothing is deployed from this folder yet.').waitFor();
    app = await DeployedApp.prepare(workspace, workbench, 'production');
  });

  it('shows an app that kubectl deploys, and how it becomes healthy', async () => {
    await app.apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor();
    await workbench.environment(/^production/).click();
    await workbench
      .environment(/^web-.*Running/)
      .first()
      .waitFor();
  });

  it('says in a sentence what a row shows', async () => {
    const row = workbench.page.getByRole('treeitem', { name: /^production: Healthy, 2 of 2 pods ready\./ });
    await row.waitFor();
  });

  it('opens the app through the editor, across a rollout', async () => {
    await workbench.run('EKS: Forward Port…');
    await workbench.page.getByRole('option', { name: /^8080/ }).waitFor();
    await workbench.page.keyboard.press('Enter');
    const forwarded = workbench.notification(/Port 8080 of .* is forwarded to/);
    // The URL leads through code-server's own proxy, which does not run here: the port itself is asked.
    const [, port] = /\/proxy\/(\d+)\//.exec(await forwarded.innerText()) ?? [];
    const url = `http://127.0.0.1:${port}/`;
    const before = await answerOf(url);
    match(before, /^Hello from web-/);
    await app.kubectl('rollout', 'restart', 'deployment/web');
    await app.kubectl('rollout', 'status', 'deployment/web', '--timeout=60s');
    await eventually(async () => notStrictEqual(await answerOf(url), before));
    // By the command: VS Code may have put the notification away while the app was rolled out.
    await workbench.run('EKS: Stop Forwarding a Port…');
    await eventually(() => rejects(answerOf(url)));
  });

  it('follows the logs of its pods, each line with its pod', async () => {
    await workbench.run('EKS: Logs');
    await workbench.page
      .locator('.view-lines')
      .filter({ hasText: /web-.*Listening/ })
      .first()
      .waitFor();
  });

  it('opens a shell in a pod, and says with which code it ended', async () => {
    await workbench.run('EKS: Shell');
    await workbench.page.getByRole('option', { name: /^web-/ }).first().waitFor();
    await workbench.page.keyboard.press('Enter');
    const terminal = workbench.page.locator('.xterm-rows');
    await terminal.filter({ hasText: '$' }).last().waitFor();
    await workbench.typeInTerminal('hostname');
    await terminal
      .filter({ hasText: /web-\w+-\w+/ })
      .last()
      .waitFor();
    await workbench.typeInTerminal('exit 3');
    await workbench.page
      .locator('.xterm-rows')
      .filter({ hasText: /exited with code 3/ })
      .last()
      .waitFor();
  });

  it('shows in a panel what its pods use, beside what they request', async () => {
    await workbench.run('EKS: Metrics');
    const panel = workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    await panel
      .getByRole('row', { name: /^web-.* request 100 / })
      .first()
      .waitFor({ timeout: 60_000 });
  });

  it('is used with the keyboard alone', async () => {
    const { page } = workbench;
    await workbench.run('EKS: Focus on Environments View');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.locator('.monaco-list-row.focused').filter({ hasText: /^web-/ }).waitFor();
    await page.keyboard.press('Shift+F10');
    const item = page.locator('.context-view .action-item.focused');
    do await page.keyboard.press('ArrowDown');
    while ((await item.innerText()).trim() !== 'Shell');
    await page.keyboard.press('Enter');
    await page.locator('.terminal-wrapper.active .xterm-helper-textarea:focus').waitFor();
    await page.keyboard.type('hostname\n');
    await page
      .locator('.xterm-rows:visible')
      .filter({ hasText: /hostname\s*web-\w+-\w+/ })
      .last()
      .waitFor();
  });

  it('explains a crash with its exit code, and counts it in the badge', async () => {
    await app.apply('crash:3');
    await workbench.environment(/^production.*exited with code 3/).waitFor({ timeout: 60_000 });
    await app.apply('runs');
    await workbench.environment(/^production.*2\/2/).waitFor({ timeout: 60_000 });
  });

  it('restarts production once that is confirmed', async () => {
    await workbench.run('EKS: Restart');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
    await eventually(async () => {
      match(await app.kubectl('get', 'deployment', 'web', '--output=yaml'), /restartedAt/);
    });
    await workbench.environment(/^production.*2\/2/).waitFor({ timeout: 60_000 });
  });

  it('sets a variable that is never shown again, and restarts the app that reads it', async () => {
    const secret = 'planted/for+this "variable"';
    await workbench.run('EKS: Set Environment Variables…');
    await answer('Environment Variables of production', 'Add Variable…');
    await answer('Name of the variable', 'GREETING');
    await answer('Value of GREETING', secret);
    await workbench.page.locator('.quick-input-list').getByText('GREETING').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench
      .notification('The variables of production were saved.')
      .getByRole('button', { name: 'Restart' })
      .click();
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
    await eventually(async () => {
      match(await app.kubectl('get', 'deployment', 'web', '--output=yaml'), /config-hash/);
    });
    const template = 'go-template={{.data.GREETING | base64decode}}';
    strictEqual(await app.kubectl('get', 'secret', 'production-config', '-o', template), secret);
    deepStrictEqual(findSecrets([secret], await workspace.collectAllOutput()), []);
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('scales an app, and says that zero stops it', async () => {
    await scaleTo('3');
    await workbench.environment(/^production.*3\/3/).waitFor({ timeout: 60_000 });
    await scaleTo('0');
    await workbench.page
      .getByRole('dialog')
      .filter({ hasText: 'Stop all pods of web' })
      .getByRole('button', { name: 'Stop' })
      .click();
    await workbench.environment(/^stopped/).waitFor({ timeout: 60_000 });
  });

  it('shows the objects of a row as YAML', async () => {
    await workbench.run('EKS: Show YAML');
    await workbench.page.locator('.view-lines').filter({ hasText: 'kind: Deployment' }).first().waitFor();
  });

  /** Answers a question that says so. */
  async function answer(question: string, text: string): Promise<void> {
    const box = workbench.page.locator('.quick-input-widget');
    await box.filter({ hasText: question }).waitFor();
    await box.locator('input.input').fill(text);
    await box.locator('input.input').press('Enter');
  }

  async function scaleTo(replicas: string): Promise<void> {
    await workbench.run('EKS: Scale…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Scale web' }).waitFor();
    await input.fill(replicas);
    await input.press('Enter');
  }
});

async function answerOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}
