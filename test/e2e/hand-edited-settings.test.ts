import { deepStrictEqual, doesNotMatch, strictEqual } from 'node:assert/strict';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

/** Somebody wrote into the setting by hand; the last element even tries to say where the cluster is. */
const HAND_WRITTEN = [
  'nonsense',
  { name: 'half' },
  {
    name: 'under_score',
    region: 'eu-central-1',
    accountId: '222222222222',
    partition: 'aws',
    endpoint: 'https://attacker.example',
    color: 'blue',
  },
] as const;

describe('Hand-edited settings and names that are taken', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    const settings = JSON.stringify({ 'eks.clusters': HAND_WRITTEN });
    workspace = await TestWorkspace.create({ files: { '.vscode/settings.json': settings } });
    workbench = await workspace.open();
    await workbench.openClustersView();
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  it('show a row with a remedy for each invalid entry', async () => {
    await workbench.row(/eks\.clusters\[0\]: .* not valid\..*Fix this entry in settings/).waitFor();
    await workbench
      .row(/eks\.clusters\[1\]: region, accountId, partition .* not valid\..*Fix this entry/)
      .waitFor();
    strictEqual(await workbench.notifications.count(), 0);
  });

  it('do not prevent creating a cluster whose name is not a valid stack name', async () => {
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await chooseNetwork(workbench, { name: 'under_score', serviceRole: workspace.sandbox.serviceRoleArn });
    await workbench.button('Create Kubernetes cluster').click();
    await workbench.notification('Cluster under_score is ready, with 3 nodes.').waitFor({ timeout: 120_000 });
  });

  it('are kept, and their endpoint is ignored', async () => {
    const settings = JSON.parse(await workspace.read('.vscode/settings.json')) as Record<string, unknown[]>;
    deepStrictEqual(settings['eks.clusters'], [
      ...HAND_WRITTEN.slice(0, 2),
      {
        ...HAND_WRITTEN[2],
        roleArn: workspace.sandbox.roleArn,
        environmentScope: '*',
        enabled: true,
        managed: true,
        namespacePerEnvironment: true,
      },
    ]);
    doesNotMatch(await workspace.read('.kube/config'), /attacker/);
    await workbench.row(/under_score.*Active/).click();
    await workbench.row(/Endpoint.*https:\/\/127\.0\.0\.1/).waitFor();
  });

  it('report at the field that another cluster has the scope', async () => {
    await workbench.button('Create Another Like This').click();
    await workbench.field('Kubernetes cluster name').fill('another');
    await workbench.field('Environment scope').fill('*');
    await workbench.button('Create Kubernetes cluster').click();
    const says = 'Another cluster at this level already has the environment scope *. Choose another scope';
    await workbench.problem('Environment scope').filter({ hasText: says }).waitFor();
    await workbench.field('Environment scope').fill('production');
  });

  it('report at the field that another cluster has the name', async () => {
    await workbench.field('Kubernetes cluster name').fill('under_score');
    await workbench.button('Create Kubernetes cluster').click();
    const says = 'A cluster named under_score already exists in this region. Choose another cluster name.';
    await workbench.problem('Kubernetes cluster name').filter({ hasText: says }).waitFor();
  });

  it('report at the field that another cluster’s stack has the name', async () => {
    await workbench.field('Kubernetes cluster name').fill('under-score');
    await workbench.button('Create Kubernetes cluster').click();
    const says = 'The CloudFormation stack eks-clusters-under-score already exists';
    await workbench.problem('Kubernetes cluster name').filter({ hasText: says }).waitFor();
    strictEqual(await workbench.field('Environment scope').inputValue(), 'production');
    const creations = (await workspace.sandbox.requests()).filter(({ action }) => action === 'CreateStack');
    strictEqual(creations.length, 1);
  });
});
