import { doesNotMatch, match, notStrictEqual, rejects } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

describe('Environments of a managed cluster', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create();
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

  it('get a namespace and a service account on first use, and appear in the view', async () => {
    await prepareEnvironment('review/one');
    await workbench
      .notification(/The environment review\/one has the namespace app-[0-9a-f]{8}-review-one-\w{6}/)
      .waitFor();
    match(await kubectl('get', 'serviceaccounts', '-A'), /app-[0-9a-f]{8}-review-one-\w{6}-service-account/);
    await workbench.row(/^shop/).click();
    await workbench.row(/^Namespaces of environments/).click();
    await workbench.row(/^app-[0-9a-f]{8}-review-one-\w{6}.*review\/one/).waitFor();
  });

  it('can be prepared again without changes', async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await prepareEnvironment('review/one');
    await workbench.notification(/The environment review\/one has the namespace/).waitFor();
    await workbench.row(/^app-.*review\/one/).waitFor();
  });

  it('reject an invalid name', async () => {
    await workbench.run('EKS: Prepare Environment…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill('/review');
    await workbench.page
      .locator('.quick-input-message')
      .filter({ hasText: 'An environment name cannot begin or end with a slash.' })
      .waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('lose their namespace and its content after its name is typed', async () => {
    const row = workbench.row(/^app-.*review\/one/);
    const namespace = /app-[0-9a-f]{8}-review-one-\w{6}/.exec(await row.innerText())?.[0] ?? '';
    await row.click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Remove Environment’s Namespace…' }).hover();
    await workbench.page.keyboard.press('Enter');
    const question = workbench.page.getByRole('dialog');
    await question
      .filter({ hasText: 'This deletes everything in it, including 0 pods and 0 volume claims' })
      .waitFor();
    await question.getByRole('button', { name: 'Delete Namespace' }).click();
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill(namespace);
    await input.press('Enter');
    await workbench.notification(`The namespace ${namespace} is being deleted.`).waitFor();
    await eventually(async () => doesNotMatch(await kubectl('get', 'namespaces'), /review-one/));
  });

  it('use a token if configured, until another one replaces it', async () => {
    await signInBy('service-account', /token: REDACTED/);
    const before = await token();
    await confirm('EKS: Rotate Token…', 'Rotate Token');
    await eventually(async () => notStrictEqual(await token(), before));
    await kubectl('get', 'namespaces');
    await kubectl('config', 'set-credentials', 'old', `--token=${before}`);
    // An API server knows a token that it has just seen for ten more seconds.
    await eventually(() => rejects(kubectl('--user=old', 'get', 'namespaces'), /Unauthorized/));
    await kubectl('config', 'delete-user', 'old');
  });

  it('are used by kubectl once their cluster is the current context', async () => {
    await kubectl('config', 'unset', 'current-context');
    await workbench.run('EKS: Use This Context');
    await eventually(async () => match(await kubectl('config', 'current-context'), /^shop$/m));
  });

  it('reject a revoked token', async () => {
    await confirm('EKS: Revoke Token…', 'Revoke Token');
    await eventually(async () => doesNotMatch(await kubectl('config', 'get-contexts'), /shop/));
    await signInBy('aws-cli', /get-token/);
    await kubectl('get', 'namespaces');
  });

  it('are deleted when their cluster is removed from the list, if the user chooses so', async () => {
    await prepareEnvironment('production');
    await workbench.notification(/The environment production has the namespace/).waitFor();
    const env = { KUBECONFIG: join(workspace.home, 'kept') };
    await run('cp', [join(workspace.folder, '.kube/config'), env.KUBECONFIG]);
    await workbench.run('EKS: Remove Cluster from List…');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Remove and Clean Up' }).click();
    await workbench.row(/^shop/).waitFor({ state: 'detached' });
    await eventually(async () => doesNotMatch(await kubectlWith(env, 'get', 'namespaces'), /app-/));
    doesNotMatch(await kubectlWith(env, 'get', 'serviceaccounts', '-n', 'kube-system'), /eks-clusters/);
  });

  async function prepareEnvironment(name: string): Promise<void> {
    await workbench.run('EKS: Prepare Environment…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Environment' }).waitFor();
    await input.fill(name);
    await input.press('Enter');
  }

  async function confirm(command: string, button: string): Promise<void> {
    await workbench.run(command);
    await workbench.page.getByRole('dialog').getByRole('button', { name: button }).click();
  }

  /** VS Code takes notice of a settings file some moments later. */
  async function signInBy(authentication: string, entry: RegExp): Promise<void> {
    const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as object;
    const changed = JSON.stringify({ ...settings, 'eks.kubeconfig.authentication': authentication });
    await writeFile(join(workspace.folder, '.vscode/settings.json'), changed);
    await eventually(async () => {
      await workbench.run('EKS: Add to Kubeconfig');
      match(await kubectl('config', 'view'), entry);
    });
  }

  function token(): Promise<string> {
    return kubectl('config', 'view', '--raw', '--output=jsonpath={.users[0].user.token}');
  }

  function kubectl(...args: string[]): Promise<string> {
    return kubectlWith({ KUBECONFIG: join(workspace.folder, '.kube/config') }, ...args);
  }

  async function kubectlWith(own: Record<string, string>, ...args: string[]): Promise<string> {
    const env = { ...process.env, ...workspace.sandbox.env, HOME: workspace.home, ...own };
    return (await run('kubectl', args, { env })).stdout;
  }
});
