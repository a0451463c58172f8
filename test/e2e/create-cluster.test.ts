import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import { eventually } from './eventually';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const run = promisify(execFile);

describe('Creating a cluster as a user does', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create();
    workbench = await workspace.open();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('authenticates with the cloud team’s role and loads every list from AWS', async () => {
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    const versions = workbench.form.getByLabel('Kubernetes version').locator('option');
    ok((await versions.count()) > 1);
  });

  it('starts the operation and shows its progress in the row, notification and form', async () => {
    await chooseNetwork(workbench, { name: 'demo', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.form.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
    await workbench.row(/demo.*Creating/).waitFor();
    await workbench.notification('Creating cluster demo').waitFor();
    await workbench.form
      .getByText(/of \d+ resources/)
      .first()
      .waitFor();
  });

  it('ends with one notification and a row with status, version, region and scope', async () => {
    await workbench.notification('Cluster demo is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
    await workbench.row(/demo.*Active · 1\.\d+ · eu-central-1 · scope \*/).waitFor();
    strictEqual(await workbench.notification('Cluster demo is ready').count(), 1);
  });

  it('writes the cluster to settings, without an endpoint or a secret', async () => {
    const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as Record<string, unknown>;
    deepStrictEqual(settings['eks.clusters'], [
      {
        name: 'demo',
        region: 'eu-central-1',
        accountId: '222222222222',
        partition: 'aws',
        roleArn: workspace.sandbox.roleArn,
        environmentScope: '*',
        enabled: true,
        managed: true,
        namespacePerEnvironment: true,
      },
    ]);
  });

  it('writes a kubeconfig that only the user can read', async () => {
    const path = join(workspace.folder, '.kube/config');
    if (process.platform !== 'win32') strictEqual((await stat(path)).mode & 0o777, 0o600);
    const kubeconfig = new KubeConfig();
    kubeconfig.loadFromFile(path);
    strictEqual(kubeconfig.getCurrentContext(), 'demo');
    strictEqual(kubeconfig.getCurrentCluster()?.name, 'arn:aws:eks:eu-central-1:222222222222:cluster/demo');
    match(await readFile(join(workspace.home, '.aws/config'), 'utf8'), /external_id = [0-9a-f]{40}/);
  });

  it('lets kubectl connect with only that kubeconfig', async () => {
    const env = {
      ...process.env,
      ...workspace.sandbox.env,
      HOME: workspace.home,
      KUBECONFIG: join(workspace.folder, '.kube/config'),
    };
    const { stdout } = await run('kubectl', ['get', 'namespaces', '-o', 'name'], { env });
    match(stdout, /namespace\/kube-system/);
    const requests = await workspace.sandbox.requests();
    ok(requests.some(({ action }) => action === 'AssumeRole'));
  });

  it('lets kubectl connect from the integrated terminal, next to the user’s other clusters', async () => {
    await workbench.type(
      'kubectl get namespaces > namespaces.txt 2>&1; kubectl config get-contexts -o name > contexts.txt',
    );
    await eventually(async () => match(await workspace.read('contexts.txt'), /demo\nminikube\n/));
    match(await workspace.read('namespaces.txt'), /kube-system\s+Active/);
  });

  it('opens a terminal for the cluster, with no secret in it', async () => {
    await workbench.run('EKS: Open Terminal');
    await workbench.page.locator('.terminal-tabs-entry').filter({ hasText: 'demo' }).waitFor();
    await workbench.typeInTerminal(
      'kubectl config current-context > context.txt; env > variables.txt; touch done.txt',
    );
    await eventually(async () => match(await workspace.read('done.txt'), /^$/));
    match(await workspace.read('context.txt'), /^demo\n$/);
    const variables = await workspace.read('variables.txt');
    match(variables, /^AWS_PROFILE=eks-clusters-222222222222-eks-provision$/m);
    match(variables, /^AWS_REGION=eu-central-1$/m);
    match(variables, /^KUBECONFIG=\S+\/\.kube\/config:\S+/m);
    const config = await readFile(join(workspace.home, '.aws/config'), 'utf8');
    const [, externalId = ''] = /external_id = ([0-9a-f]{40})/.exec(config) ?? [];
    ok(externalId !== '' && !variables.includes(externalId));
  });

  it('shows the nodes of the cluster when its row is opened', async () => {
    await workbench.row(/demo.*Active/).click();
    await workbench
      .row(/\.compute\.internal.*Ready/)
      .first()
      .waitFor();
  });

  it('creates the service account, its binding and the storage class', async () => {
    const env = {
      ...process.env,
      ...workspace.sandbox.env,
      HOME: workspace.home,
      KUBECONFIG: join(workspace.folder, '.kube/config'),
    };
    const resources =
      'serviceaccount/eks-clusters,clusterrolebinding/eks-clusters-admin,storageclass/gp3'.split(',');
    const { stdout } = await run('kubectl', ['get', '-n', 'kube-system', '-o', 'name', ...resources], {
      env,
    });
    strictEqual(stdout.trim().split('\n').length, 3);
  });
});
