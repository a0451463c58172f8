import { spawnSync } from 'node:child_process';
import { deepStrictEqual, ok } from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSecrets } from '../secrets/find-secrets';
import { chooseNetwork, signIn } from './fill-form';
import { startSandboxProcess } from './sandbox';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const hasBuildah = !spawnSync('buildah', ['version']).error;
if (!hasBuildah) console.log('Tests of deploying are skipped: buildah is absent.');

(hasBuildah ? describe : describe.skip)('Deploying a folder with a Dockerfile', () => {
  let machine: string;
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    machine = await mkdtemp(join(tmpdir(), 'eks-deploy-'));
    workspace = await TestWorkspace.create({
      sandbox: async () => {
        const sandbox = await startSandboxProcess({ speed: 60 });
        const [ca, storage] = [join(machine, 'ca.pem'), join(machine, 'storage.conf')];
        await writeFile(ca, await sandbox.registryCa());
        const [root, run] = [join(machine, 'storage'), join(machine, 'run')];
        await writeFile(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${root}"\nrunroot = "${run}"\n`);
        return { ...sandbox, env: { ...sandbox.env, SSL_CERT_FILE: ca, CONTAINERS_STORAGE_CONF: storage } };
      },
      files: { Dockerfile: 'FROM scratch\nCOPY words /words\nEXPOSE 3000\n', words: 'Hello\n' },
    });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'shop', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster shop is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.run('Notifications: Clear All Notifications');
  });

  after(() => rm(machine, { recursive: true, force: true }));

  useSequentialTests(() => ({ workspace, workbench }));

  it('builds the image, pushes it to a repository of the project, and rolls it out', async () => {
    await workbench.run('EKS: Deploy…');
    await choose('staging');
    await choose('Build the Folder’s Dockerfile');
    await choose('You, Through the Editor');
    await choose('Deploy');
    await workbench.notification(/Deployment 1 of app runs in staging/).waitFor({ timeout: 60_000 });
    await workbench.page
      .locator('.terminal-tabs-entry, .single-terminal-tab', { hasText: 'deploy to staging' })
      .waitFor();
    await workbench.environment(/^staging.*1\/1/).waitFor({ timeout: 60_000 });
    const asked = (await workspace.sandbox.requests()).filter(({ service }) => service === 'ecr');
    for (const action of ['CreateRepository', 'PutLifecyclePolicy', 'PutImage', 'DescribeImages'])
      ok(
        asked.some((request) => request.action === action),
        action,
      );
  });

  it('leaves no secret behind, the registry’s login among them', async () => {
    const written = await workspace.collectAllOutput();
    const kubeconfig = join(workspace.folder, '.kube/config');
    const found = findSecrets(await workspace.sandbox.secrets(), written);
    deepStrictEqual(
      found.filter((place) => place !== kubeconfig),
      [],
    );
  });

  async function choose(label: string): Promise<void> {
    await workbench.page.locator('.quick-input-list').getByText(label, { exact: true }).click();
  }
});
