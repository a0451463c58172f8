import { doesNotMatch, match, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

/** Where a token may be: in what the simulated cluster was asked for. */
const OWN_PLACES = ['the requests'];

describe('Existing clusters', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let apiUrl: string;
  let ca: string;
  let token: string;

  before(async () => {
    workspace = await TestWorkspace.create({ watchesCommandLines: true });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'running', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster running is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await readAccess();
    await workbench.run('EKS: Remove Cluster from List…');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.row(/^running/).waitFor({ state: 'detached' });
    await workbench.run('Notifications: Clear All Notifications');
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('are listed from several regions with their status, and one is added', async () => {
    await workbench.run('EKS: Add Existing Cluster…');
    await pick(/From my AWS account/);
    await pick(/role\/eks-provision/);
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'us-east-1' }).click();
    await workbench.page.keyboard.press('Enter');
    await option(/running.*eu-central-1 · 1\.\d+ · active/).click();
    await pick(/Folder app/);
    await question('6/7');
    await enter('production');
    await pick(/Managed, with a namespace for each environment/);
    await workbench.notification('Cluster running is configured in Folder app.').waitFor();
    await workbench.row(/^running.*Active.*scope production · app/).waitFor();
    match(await workspace.read('.vscode/settings.json'), /"environmentScope": "production"/);
  });

  it('get what is missing, and ask before their default is changed', async () => {
    const kubectl = kubectlWith(join(workspace.home, 'kept'));
    await kubectl('delete', 'storageclass', 'gp3');
    await workbench.run('EKS: Set Up Service Account and Storage Class');
    await workbench.notification('The storage class gp3 is now the default in cluster running.').waitFor();
    match(await kubectl('get', 'storageclass'), /gp3 \(default\)/);
    await kubectl('delete', 'storageclass', 'gp3');
    const isDefault = 'storageclass.kubernetes.io/is-default-class=true';
    await kubectl('annotate', 'storageclass', 'gp2', isDefault);
    await workbench.run('EKS: Create Default Storage Class');
    const asked = workbench.page.getByRole('dialog');
    await asked.filter({ hasText: 'replacing gp2?' }).waitFor();
    await asked.getByRole('button', { name: 'Make gp3 the Default' }).click();
    await workbench
      .notification('The storage class gp3 is now the default in cluster running.')
      .first()
      .waitFor();
    await eventually(async () =>
      match(await kubectl('get', 'storageclass'), /gp2 [^(]*\n?.*gp3 \(default\)/s),
    );
  });

  it('are added by URL once CA certificate and token are valid', async () => {
    await workbench.run('EKS: Add Existing Cluster…');
    await pick(/With API URL, CA certificate and token/);
    await question('2/9');
    await enter('attached');
    await question('3/9');
    await input().fill(`${apiUrl}/api/v1`);
    await says(/The API URL has a path or more after the host: \/api\/v1\./);
    await enter(apiUrl);
    await pick(/Enter it/);
    await says(/CA certificate in PEM format/);
    await input().fill('hello');
    await says(/This contains no certificate\./);
    await enter(ca.replaceAll('\n', ''));
    await question('5/9');
    await input().fill('two words');
    await says(/The token contains a space\./);
    await enter('wrong-token');
    await question('6/9');
    await input().press('Escape');
    await workbench.run('EKS: Add Existing Cluster…');
    await settle('staging');
    const answer = workbench.page.getByRole('dialog');
    await answer.filter({ hasText: 'The cluster does not accept the token.' }).waitFor();
    await answer.getByRole('button', { name: 'Change Entries' }).click();
    await question('3/9');
    await enter(apiUrl);
    await pick(/Keep the current one/);
    await question('5/9');
    await enter(token);
    await settle('staging');
    // As kubectl made it.
    await answer.filter({ hasText: 'The token expires on' }).waitFor();
    await answer.getByRole('button', { name: 'Add Anyway' }).click();
    await workbench.notification('Cluster attached is configured in Folder app.').waitFor();
    await workbench.row(/^attached.*Attached.*scope staging · app/).waitFor();
  });

  it('open like any other, with the token from secret storage', async () => {
    await workbench.row(/^attached/).click();
    await workbench.row(/^Kubernetes version.*v1\./).waitFor();
    await workbench
      .row(/\.compute\.internal.*Ready/)
      .first()
      .waitFor();
    const settings = await workspace.read('.vscode/settings.json');
    match(settings, /"caFingerprint": "[0-9a-f]{64}"/);
    doesNotMatch(settings, /CERTIFICATE/);
    for (const [place, text] of await workspace.collectAllOutput())
      ok(!text.includes(token) || OWN_PLACES.some((own) => place.includes(own)), place);
  });

  it('do not send their token to another URL from a settings file', async () => {
    const path = '.vscode/settings.json';
    const settings = await workspace.read(path);
    await writeFile(join(workspace.folder, path), settings.replace(apiUrl, 'https://127.0.0.1:9'));
    await workbench.row(/^attached.*127\.0\.0\.1:9 /).click();
    await workbench
      .row(/No token for cluster attached with its URL and CA certificate is stored on this machine\./)
      .waitFor();
  });

  const input = (): Locator => workbench.page.locator('.quick-input-widget input.input');
  const option = (name: string | RegExp) =>
    workbench.page.locator('.quick-input-list').getByRole('option', { name }).first();

  async function pick(label: string | RegExp): Promise<void> {
    await option(label).click();
  }

  async function enter(text: string): Promise<void> {
    await input().fill(text);
    await input().press('Enter');
  }

  /** The question is there: what is typed before that would go into the one before. */
  async function question(step: string): Promise<void> {
    await workbench.page
      .locator('.quick-input-title')
      .filter({ hasText: `(${step})` })
      .waitFor();
  }

  async function says(text: RegExp): Promise<void> {
    await workbench.page.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  async function settle(scope: string): Promise<void> {
    await pick(/RBAC is enabled/);
    await pick(/Folder app/);
    await question('8/9');
    await enter(scope);
    await pick(/Not managed/);
  }

  /** As an administrator finds it with kubectl. */
  async function readAccess(): Promise<void> {
    // What we write into the folder goes when the cluster is taken off the list.
    const kept = join(workspace.home, 'kept');
    await copyFile(join(workspace.folder, '.kube/config'), kept);
    const kubectl = kubectlWith(kept);
    const cluster = '{.clusters[0].cluster';
    apiUrl = await kubectl('config', 'view', '--raw', '-o', `jsonpath=${cluster}.server}`);
    const data = await kubectl(
      'config',
      'view',
      '--raw',
      '-o',
      `jsonpath=${cluster}.certificate-authority-data}`,
    );
    ca = Buffer.from(data, 'base64').toString();
    token = await kubectl('create', 'token', 'eks-clusters', '-n', 'kube-system');
  }

  function kubectlWith(kubeconfig: string) {
    const env = { ...process.env, ...workspace.sandbox.env, HOME: workspace.home, KUBECONFIG: kubeconfig };
    return async (...args: string[]) =>
      (await run('kubectl', ['--context', 'running', ...args], { env })).stdout.trim();
  }
});
