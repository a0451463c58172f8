import { spawnSync } from 'node:child_process';
import { match, ok, strictEqual } from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseNetwork, signIn } from './fill-form';
import { startSandboxProcess } from './sandbox';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const hasBuildah = !spawnSync('buildah', ['version']).error;
if (!hasBuildah) console.log('Tests of builds are skipped: buildah is absent.');

/** The base image of a written Dockerfile for Node.js, which cannot be pulled here. */
const BASE = 'public.ecr.aws/docker/library/node:24-slim';
const FAILING_TEST = {
  label: 'unit tests',
  type: 'process',
  command: '/bin/false',
  group: { kind: 'test', isDefault: true },
};

(hasBuildah ? describe : describe.skip)('Building a folder without a Dockerfile', () => {
  let machine: string;
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    machine = await mkdtemp(join(tmpdir(), 'eks-builds-'));
    workspace = await TestWorkspace.create({
      sandbox: async () => {
        const sandbox = await startSandboxProcess({ speed: 60 });
        const [ca, storage, base] = ['ca.pem', 'storage.conf', 'base'].map((name) => join(machine, name));
        ok(ca !== undefined && storage !== undefined && base !== undefined);
        await writeFile(ca, await sandbox.registryCa());
        const [root, run] = [join(machine, 'storage'), join(machine, 'run')];
        await writeFile(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${root}"\nrunroot = "${run}"\n`);
        await mkdir(base);
        await writeFile(join(base, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n');
        const made = spawnSync('buildah', ['build', `--tag=${BASE}`, base], {
          env: { ...process.env, CONTAINERS_STORAGE_CONF: storage },
        });
        strictEqual(made.status, 0, made.stderr.toString());
        return { ...sandbox, env: { ...sandbox.env, SSL_CERT_FILE: ca, CONTAINERS_STORAGE_CONF: storage } };
      },
      files: {
        'server.js':
          "require('http').createServer((_, r) => r.end('Hello')).listen(process.env.PORT || 3000)\n",
        '.vscode/tasks.json': JSON.stringify({ version: '2.0.0', tasks: [FAILING_TEST] }),
      },
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

  it('writes one after a preview, asks when the tests fail, and deploys', async () => {
    await workbench.run('EKS: Deploy…');
    await choose('staging');
    await choose('Write a Dockerfile for Node.js…');
    await workbench.page.locator('.view-lines').getByText('server.js').first().waitFor();
    await choose('Use It');
    await choose('You, Through the Editor');
    await choose('Deploy');
    await workbench.page.locator('.monaco-dialog-box').getByText('The task unit tests failed.').waitFor();
    await workbench.page.locator('.monaco-dialog-box').getByText('Deploy Anyway').click();
    await workbench.notification(/Deployment 1 of app runs in staging/).waitFor({ timeout: 60_000 });
    match(await readFile(join(workspace.folder, 'Dockerfile'), 'utf8'), /^FROM public\.ecr\.aws.*USER 1000/s);
    match(await readFile(join(workspace.folder, '.dockerignore'), 'utf8'), /^\*\*\/\.env\*$/m);
  });

  it('does not build for production when the tests fail', async () => {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy…');
    await choose('production');
    await choose('Build the Folder’s Dockerfile');
    await choose('You, Through the Editor');
    await choose('Deploy');
    await workbench.page.locator('.monaco-dialog-box').getByText('Deploy', { exact: true }).click();
    await workbench.notification(/The tests failed: unit tests/).waitFor({ timeout: 60_000 });
  });

  it('shows what stopped a build in the view Problems', async () => {
    await writeFile(join(workspace.folder, '.vscode/tasks.json'), '{ "version": "2.0.0", "tasks": [] }');
    await writeFile(join(workspace.folder, 'Dockerfile'), `FROM ${BASE}\n\nCOPY nowhere /\n`);
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy…');
    await choose('staging');
    await choose('Build the Folder’s Dockerfile');
    await choose('Deploy');
    const failed = workbench.notification(/copies nowhere, which the folder does not have/);
    await failed.waitFor({ timeout: 60_000 });
    await failed.getByText('Show Problems').click();
    await workbench.page
      .locator('.markers-panel')
      .getByText(/Ln 3, Col 1/)
      .waitFor();
  });

  async function choose(label: string): Promise<void> {
    await workbench.page.locator('.quick-input-list').getByText(label, { exact: true }).click();
  }
});
