import { match, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { ENTRY } from '../fakes/entry';
import { kubeconfigCase } from '../fixtures/kubeconfig-case';
import { Console } from './console';
import { startSandboxProcess } from './sandbox';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

const IDENTITY = { installation: 'ab'.repeat(16), externalId: 'cd'.repeat(20) };

describe('Entries of others in the user’s own kubeconfig', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let config: string;

  before(async () => {
    workspace = await TestWorkspace.create({
      settings: { 'eks.clusters': [{ ...ENTRY, name: 'shop' }] },
      sandbox: () => startSandboxProcess({ speed: 120, externalId: IDENTITY.externalId }),
    });
    config = join(workspace.home, '.kube/config');
    await mkdir(workspace.globalStorage, { recursive: true });
    await writeFile(join(workspace.globalStorage, 'identity.json'), JSON.stringify(IDENTITY));
    const creation = new Console(workspace.sandbox, IDENTITY.externalId).createCluster('shop');
    const opening = workspace.open().then(async (opened) => {
      workbench = opened;
      await workbench.openClustersView();
      await workbench.row(/^shop/).waitFor();
    });
    await Promise.all([creation, opening]);
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('keep ours current next to a context for another namespace', async () => {
    await writeFile(config, caseOfShop('04-two-contexts-one-cluster'));
    await workbench.run('EKS: Add to Kubeconfig');
    await question(/Add clusters to your kubeconfig .*\?/)
      .getByRole('button', { name: 'Write It' })
      .click();
    await question(/Add the profile /)
      .getByRole('button', { name: 'Add Profile' })
      .click();
    await told(/Cluster shop was added to .*\.kube\/config\. kubectl will sign in with the provision role/);
    strictEqual(await kubectl('config', 'current-context'), 'shop\n');
    strictEqual(
      await kubectl('config', 'view', '-o', 'jsonpath={.contexts[0].context.namespace}'),
      'billing',
    );
    match(await kubectl('get', 'namespaces', '--context', 'billing'), /kube-system/);
  });

  it('stay current if the user chose them', async () => {
    await kubectl('config', 'use-context', 'billing');
    const [chosen] = (await readFile(config, 'utf8')).split('users:');
    await workbench.run('EKS: Add to Kubeconfig');
    await told(/Cluster shop was added to/);
    strictEqual((await readFile(config, 'utf8')).split('users:')[0], chosen);
    strictEqual(await kubectl('config', 'current-context'), 'billing\n');
  });

  it('that skip certificate checks are replaced after the user agrees', async () => {
    await writeFile(config, caseOfShop('05-insecure-skip-tls-verify'));
    await replace(/It signs in by: token.*insecure-skip-tls-verify: true →/s);
    const view = await kubectl('config', 'view', '-o', 'jsonpath={.clusters[0].cluster}');
    strictEqual(view.includes('insecure-skip-tls-verify'), false, view);
  });

  it('written by the AWS CLI stay until the user agrees to replace them', async () => {
    const profile = /\[profile (.*)\]/.exec(await readFile(join(workspace.home, '.aws/config'), 'utf8'))?.[1];
    await rm(config);
    await call('aws', [
      ...['eks', 'update-kubeconfig', '--name', 'shop', '--region', ENTRY.region, '--kubeconfig', config],
      ...['--profile', profile ?? '', '--role-arn', `arn:aws:iam::${ENTRY.accountId}:role/oncall`],
    ]);
    const written = await readFile(config, 'utf8');
    await workbench.run('EKS: Remove from Kubeconfig');
    await told(
      /Cluster shop was not removed from .*\.kube\/config, because another program wrote its entry\./,
    );
    strictEqual(await readFile(config, 'utf8'), written);
    await replace(/It signs in by: AWS_PROFILE=\S+ aws .*role\/oncall/);
    await workbench.run('EKS: Remove from Kubeconfig');
    await told(/Cluster shop was removed from/);
    strictEqual(await kubectl('config', 'get-contexts', '-o', 'name'), '');
  });

  /** Asks twice: the first *Cancel* leaves every byte, and what is then written leads kubectl to the cluster. */
  async function replace(detail: RegExp): Promise<void> {
    const former = await readFile(config, 'utf8');
    for (const answer of ['Cancel', 'Replace']) {
      await workbench.run('EKS: Add to Kubeconfig');
      const asked = question('Replace the entry of cluster shop?').filter({ hasText: detail });
      await asked.waitFor();
      strictEqual(await readFile(config, 'utf8'), former);
      await asked.getByRole('button', { name: answer }).click();
      await asked.waitFor({ state: 'detached' });
    }
    await told(/Cluster shop was added to/);
    match(await kubectl('get', 'namespaces'), /kube-system/);
  }

  function question(text: string | RegExp): Locator {
    return workbench.page.getByRole('dialog').filter({ hasText: text });
  }

  async function told(text: RegExp): Promise<void> {
    await workbench.notification(text).waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  }

  function kubectl(...args: string[]): Promise<string> {
    return call('kubectl', args);
  }

  /** As the user would from a shell. */
  async function call(program: string, args: readonly string[]): Promise<string> {
    const env = { ...process.env, ...workspace.sandbox.env, HOME: workspace.home, KUBECONFIG: config };
    return (await run(program, args, { env })).stdout;
  }
});

function caseOfShop(folder: string): string {
  return kubeconfigCase(folder).replaceAll('111122223333', ENTRY.accountId);
}
