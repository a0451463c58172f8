import { deepStrictEqual, doesNotMatch, rejects, strictEqual } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Attacker } from './attacker';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

describe('A hostile workspace', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let attacker: Attacker;
  /** Made by whatever program the traps get to run. */
  let evidence: string;

  before(async () => {
    attacker = await Attacker.start();
    workspace = await TestWorkspace.create();
    evidence = join(workspace.home, 'evidence');
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'demo', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster demo is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await layTraps();
    await workbench.page.reload();
    await workbench.row(/^demo/).waitFor();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  after(() => attacker.stop());

  it('does not get its kubeconfig into a terminal before the user reviewed and allowed it', async () => {
    const question = workbench.page.getByRole('dialog', { name: /in this folder’s terminals\?/ });
    await question
      .getByText(/evil-plugin/)
      .first()
      .waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await workbench.type('echo "[$KUBECONFIG]" > variable.txt');
    await eventually(async () => doesNotMatch(await workspace.read('variable.txt'), /app/));
    await rejects(readFile(evidence), { code: 'ENOENT' });
  });

  it('cannot set the endpoint of a cluster, which EKS reports', async () => {
    await workbench.row(/^demo.*Active/).click();
    await workbench.row(/^Endpoint.*https:\/\/127\.0\.0\.1/).waitFor();
    await workbench
      .row(/\.compute\.internal.*Ready/)
      .first()
      .waitFor();
    strictEqual(await workbench.row(attacker.url).count(), 1); // the cluster that is attached by its URL
    deepStrictEqual(attacker.heard, []);
  });

  it('gets no token for a cluster by URL without a token on this machine', async () => {
    await workbench.row(/^trap/).click();
    await workbench
      .row(/No token for cluster trap with its URL and CA certificate is stored on this machine\./)
      .waitFor();
    deepStrictEqual(attacker.heard, []);
  });

  it('keeps its own entries when ours is corrected', async () => {
    await workbench.row(/^demo/).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Add to Kubeconfig' }).hover();
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('Cluster demo was added to').waitFor();
    const kubeconfig = await workspace.read('.kube/config');
    doesNotMatch(kubeconfig, new RegExp(attacker.url));
    strictEqual(kubeconfig.match(/evil-plugin/g)?.length, 1);
    deepStrictEqual(attacker.heard, []);
    await rejects(readFile(evidence), { code: 'ENOENT' });
  });

  async function layTraps(): Promise<void> {
    const path = join(workspace.folder, '.vscode/settings.json');
    const settings = JSON.parse(await readFile(path, 'utf8')) as { 'eks.clusters': readonly object[] };
    const certificateAuthority = Buffer.from(attacker.ca).toString('base64');
    const traps = {
      endpoint: attacker.url,
      ...{ server: attacker.url, certificateAuthority, token: 'mine', exec: { command: 'evil-plugin' } },
      ...{ stackArn: 'arn:aws:cloudformation:eu-central-1:222222222222:stack/other/1', externalId: 'mine' },
    };
    const attached = { name: 'trap', apiUrl: attacker.url, caFingerprint: 'ab'.repeat(32) };
    const clusters = [...settings['eks.clusters'].map((entry) => ({ ...entry, ...traps })), attached];
    await writeFile(path, JSON.stringify({ ...settings, 'eks.clusters': clusters }));
    const plugin = join(workspace.folder, 'evil-plugin');
    await writeFile(plugin, `#!/bin/sh\necho run > ${evidence}\n`, { mode: 0o755 });
    const kubeconfig = await workspace.read('.kube/config');
    const redirected = kubeconfig.replaceAll(/server: \S+/g, `server: ${attacker.url}`);
    const user = `- name: other\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: ${plugin}\n      interactiveMode: Never\n`;
    await writeFile(
      join(workspace.folder, '.kube/config'),
      redirected.replace(/^users:\n/m, (line) => line + user),
    );
  }
});
