import { match, ok } from 'node:assert/strict';
import { readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { installedHelm } from '../helm/helm';
import { chooseNetwork, signIn } from './fill-form';
import { startSandboxProcess } from './sandbox';
import { useSequentialTests } from './suite-hooks';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: IMAGE
          ports:
            - containerPort: 8080
`;
const KUSTOMIZATION = {
  'deploy/base/deployment.yaml': DEPLOYMENT,
  'deploy/base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'deploy/overlays/staging/kustomization.yaml': 'resources: [../../base]\nnamePrefix: staging-\n',
};
const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
  'chart/values.yaml': 'image:\n  repository: nginx\n  tag: ""\n',
  'chart/templates/web.yaml': DEPLOYMENT.replace('name: web\n', 'name: {{ .Release.Name }}-chart\n').replace(
    'IMAGE',
    '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
  ),
};

describe('Deploying what a folder has already', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let helm: string | undefined;

  before(async () => {
    helm = await installedHelm();
    workspace = await TestWorkspace.create({
      sandbox: async () => {
        const sandbox = await startSandboxProcess({ speed: 60 });
        const own = helm === undefined ? [] : [dirname(helm)];
        const PATH = [...own, process.env.PATH ?? ''].join(delimiter);
        return { ...sandbox, env: { ...sandbox.env, PATH } };
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

  useSequentialTests(() => ({ workspace, workbench }));

  it('writes the generated objects into the folder, and deploys them as its manifests', async () => {
    await workbench.run('EKS: Write Manifests…');
    await answer('Environment', 'staging');
    await answer('Write Manifests: Folder', 'k8s');
    await choose('Manifests for staging', /^Use It/);
    const written = workbench.notification(/Manifests of staging are in k8s/);
    match(await written.innerText(), /The Secrets staging-config are not written/);
    match(await readFile(join(workspace.folder, 'k8s/deployment.yaml'), 'utf8'), /image: IMAGE/);
    await deploy('registry.example/shop/web:1', /^The Folder’s Manifests/);
    await runs(1);
  });

  it('deploys the overlay of the environment, which kubectl renders', async () => {
    await rm(join(workspace.folder, 'k8s'), { recursive: true });
    await write(KUSTOMIZATION);
    await deploy('registry.example/shop/web:1', /^The Folder’s Kustomization/);
    await runs(2);
    await workbench.environment(/^staging.*1\/1/).waitFor({ timeout: 60_000 });
  });

  it('says in one sentence why a kustomization cannot be rendered', async () => {
    await write({ 'deploy/overlays/staging/kustomization.yaml': 'resources: [missing.yaml]\n' });
    await deploy('registry.example/shop/web:1', /^The Folder’s Kustomization/);
    const failed = workbench.notification(/kustomization can’t be rendered/);
    match(await failed.innerText(), /missing\.yaml/);
    await rm(join(workspace.folder, 'deploy'), { recursive: true });
  });

  it('deploys a chart with Helm, and rolls it back', async function () {
    if (helm === undefined) {
      console.log('A test of charts is skipped: Helm is absent. npm run test:kubernetes builds it.');
      this.skip();
    }
    await write(CHART);
    await deploy('registry.example/shop/web:1', /^The Folder’s Helm Chart/);
    await runs(3);
    await deploy('registry.example/sandbox/crash:3', /^The Folder’s Helm Chart/);
    const failed = workbench.notification(/Deployment 4 of app failed in staging/);
    await failed.waitFor({ timeout: 90_000 });
    match(await failed.innerText(), /exited with code 3/);
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Roll Back to…');
    await workbench.page.getByRole('option', { name: /Deployment 3/ }).click();
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Roll Back', exact: true }).click();
    await runs(5);
    const written = await workspace.collectAllOutput();
    ok(![...written.keys()].some((file) => file.includes('kubeconfigs')));
  });

  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(workspace.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }

  async function runs(number: number): Promise<void> {
    const text = new RegExp(`Deployment ${number} of app runs in staging\\.`);
    await workbench.notification(text).waitFor({ timeout: 90_000 });
  }

  async function deploy(image: string, deployer: RegExp): Promise<void> {
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('EKS: Deploy…');
    await choose('Deploy app: Environment', /^staging/);
    await answer('Deploy: Image', image);
    await choose('How should it be deployed?', deployer);
    await choose('Deploy app: Summary', /^Deploy/);
  }

  async function choose(title: string, option: RegExp): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    await page.getByRole('option', { name: option }).first().click();
  }

  async function answer(title: string, text: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    const input = page.locator('.quick-input-widget input.input');
    await input.fill(text);
    await input.press('Enter');
  }
});
