import { spawnSync } from 'node:child_process';
import { match, ok } from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNoPodman } from '../sandbox/kubernetes/kubelet/podman/requirements';
import { buildNodeImage } from './base-image';
import { chooseNetwork, signIn } from './fill-form';
import { startSandboxProcess } from './sandbox';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const isWithout = spawnSync('buildah', ['version']).error ? 'buildah is absent' : whyNoPodman();
if (isWithout !== undefined) console.log(`Tests of a first app are skipped: ${isWithout}.`);

/** The image that the written Dockerfile begins with. */
const NODE = 'public.ecr.aws/docker/library/node:24-slim';

(isWithout === undefined ? describe : describe.skip)('A folder with one server.js', () => {
  let machine: string;
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async function () {
    this.timeout(300_000);
    machine = await mkdtemp(join(tmpdir(), 'eks-first-app-'));
    workspace = await TestWorkspace.create({
      sandbox: async () => {
        const sandbox = await startSandboxProcess({ speed: 60, pods: 'real' });
        const [ca, storage] = [join(machine, 'ca.pem'), join(machine, 'storage.conf')];
        await writeFile(ca, await sandbox.registryCa());
        const [root, run] = [join(machine, 'storage'), join(machine, 'run')];
        await writeFile(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${root}"\nrunroot = "${run}"\n`);
        const env = { SSL_CERT_FILE: ca, CONTAINERS_STORAGE_CONF: storage };
        await buildNodeImage(NODE, { ...process.env, ...env });
        return { ...sandbox, env: { ...sandbox.env, ...env } };
      },
      files: { 'server.js': saying('Hello') },
    });
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'shop', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster shop is ready, with 3 nodes.').waitFor({ timeout: 180_000 });
    await workbench.run('Notifications: Clear All Notifications');
  });

  after(() => rm(machine, { recursive: true, force: true }));

  useSequentialTests(() => ({ workspace, workbench }));

  it('gets a Dockerfile, is deployed, and says its words in a browser', async function () {
    this.timeout(240_000);
    await workbench.run('EKS: Deploy…');
    await choose('staging');
    await choose('Write a Dockerfile for Node.js…');
    await choose('Use It');
    await choose('You, Through the Editor');
    await choose('Deploy');
    await workbench.notification(/Deployment 1 of app runs in staging/).waitFor({ timeout: 180_000 });
    ok((await readFile(join(workspace.folder, 'Dockerfile'), 'utf8')).startsWith(`FROM ${NODE}\n`));
    match(await wordsInBrowser(), /^Hello from staging-/);
  });

  it('is deployed again after a change, and rolled back', async function () {
    this.timeout(240_000);
    await writeFile(join(workspace.folder, 'server.js'), saying('Good morning'));
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy Again');
    await workbench.notification(/Deployment 2 of app runs in staging/).waitFor({ timeout: 180_000 });
    match(await wordsInBrowser(), /^Good morning from staging-/);
    await workbench.run('EKS: Roll Back to…');
    await workbench.page.getByRole('option', { name: /Deployment 1/ }).click();
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Roll Back', exact: true }).click();
    await workbench.notification(/Deployment 3 of app runs in staging/).waitFor({ timeout: 180_000 });
    match(await wordsInBrowser(), /^Hello from staging-/);
  });

  async function choose(label: string): Promise<void> {
    await workbench.page.locator('.quick-input-list').getByText(label, { exact: true }).click();
  }

  /** Through a port of this machine. */
  async function wordsInBrowser(): Promise<string> {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Forward Port…');
    await workbench.page.getByRole('option', { name: /^3000/ }).click();
    const forwarded = workbench.notification(/Port 3000 of .* is forwarded to/);
    // The URL leads through code-server's own proxy, which does not run here: the port itself is opened.
    const [, port] = /\/proxy\/(\d+)\//.exec(await forwarded.innerText()) ?? [];
    const browser = await workbench.page.context().newPage();
    try {
      await browser.goto(`http://127.0.0.1:${port}/`);
      return await browser.locator('body').innerText();
    } finally {
      await browser.close();
      await workbench.run('EKS: Stop Forwarding a Port…');
    }
  }
});

function saying(words: string): string {
  return `require('http')
  .createServer((request, response) => response.end('${words} from ' + require('os').hostname()))
  .listen(process.env.PORT);
`;
}
