import { deepStrictEqual, doesNotMatch, match, strictEqual } from 'node:assert/strict';
import { originalPolicy, permissionsFor } from '../../src/core/policy';
import { eventually } from './eventually';
import { chooseNetwork, selectVpc, signIn, toggleSubnet } from './fill-form';
import { createForeignStack } from './foreign-stack';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

describe('Invalid input', function () {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create();
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await workbench.field('Role ARN').waitFor();
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  describe('of the authentication section', () => {
    /** As the cloud team of account B made them; who may assume the role is said later. */
    const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
    const REFUSALS = [
      {
        title: 'a Role ARN that is no ARN',
        roleArn: 'eks-provision',
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'Role ARN must be a valid Amazon Resource Name. Copy it from the role’s page in the IAM console',
      },
      {
        title: 'the ARN of a user',
        roleArn: 'arn:aws:iam::222222222222:user/developer',
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'This is the ARN of a user, not of a role. Copy it from the role’s page',
      },
      {
        title: 'a region that is no name of a region',
        roleArn: role('eks-provision'),
        region: 'Frankfurt',
        field: 'Cluster Region',
        says: 'Frankfurt is not an AWS region. Enter a region such as eu-central-1.',
      },
      {
        title: 'a role that does not exist',
        roleArn: role('eks-nobody'),
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'Access denied: arn:aws:iam::111111111111:user/developer is not allowed to assume arn:aws:iam::222222222222:role/eks-nobody. AWS gives no reason. Ask your cloud team to check',
      },
      {
        title: 'a role that asks for another external ID',
        roleArn: role('eks-provision'),
        region: 'eu-central-1',
        field: 'Role ARN',
        says: 'its trust relationship includes account 111111111111 and the External ID shown here.',
      },
      {
        title: 'a region that the account has not enabled',
        roleArn: role('eks-provision'),
        region: 'ap-east-1',
        field: 'Cluster Region',
        says: 'The region ap-east-1 is not enabled for account 111111111111. Choose another region',
      },
    ];

    for (const { title, roleArn, region, field, says } of REFUSALS) {
      it(`is reported at its field: ${title}`, async () => {
        await workbench.field('Role ARN').fill(roleArn);
        await workbench.field('Cluster Region').fill(region);
        await workbench.button('Authenticate with AWS').click();
        await workbench.problem(field).filter({ hasText: says }).waitFor();
        await saysNothingElse(workbench);
        strictEqual(await workbench.field('Role ARN').inputValue(), roleArn);
        strictEqual(await workbench.field('Cluster Region').inputValue(), region);
      });
    }

    it('can be retried after the cloud team fixed the trust', async () => {
      await workbench.field('Cluster Region').fill('eu-central-1');
      await workbench.button('Authenticate with AWS').click();
      await workbench.problem('Role ARN').filter({ hasText: 'Access denied' }).waitFor();
      await workspace.sandbox.trust(await workbench.field('External ID').inputValue());
      await workbench.button('Authenticate with AWS').click();
      await workbench.form.getByText('Account 222222222222, region eu-central-1', { exact: true }).waitFor();
      strictEqual(await workbench.problem('Role ARN').count(), 0);
    });
  });

  describe('of the cluster section', () => {
    before(() => signIn(workbench, workspace.sandbox));

    const REFUSED_NAMES = ['with space', '-dash', '\u00fcn\u00efcode', 'a'.repeat(101)];
    for (const name of REFUSED_NAMES) {
      it(`is reported at its field: the name ${name.slice(0, 20)}, which EKS rejects`, async () => {
        await workbench.field('Kubernetes cluster name').fill(name);
        await workbench.button('Create Kubernetes cluster').click();
        const says = 'EKS does not accept this cluster name. Use at most 100 letters';
        await workbench.problem('Kubernetes cluster name').filter({ hasText: says }).waitFor();
        await saysNothingElse(workbench);
        strictEqual(await workbench.field('Kubernetes cluster name').inputValue(), name);
      });
    }

    it('does not include a name that begins with a digit', async () => {
      await workbench.field('Kubernetes cluster name').fill('9lives');
      await workbench.field('Environment scope').focus();
      strictEqual(await workbench.problem('Kubernetes cluster name').count(), 0);
    });

    it('is reported at its field: one subnet', async () => {
      await selectVpc(workbench, '10.0.0.0/16');
      await toggleSubnet(workbench, 'private-a');
      await workbench.button('Create Kubernetes cluster').click();
      const says = 'Select at least two subnets. Select subnets in two or more Availability Zones.';
      await workbench.problem('Subnets').filter({ hasText: says }).waitFor();
      await saysNothingElse(workbench);
    });

    it('is reported at its field: two subnets in one Availability Zone', async () => {
      await toggleSubnet(workbench, 'public-a');
      await workbench.button('Create Kubernetes cluster').click();
      const says = 'All selected subnets are in eu-central-1a. Select subnets in two or more';
      await workbench.problem('Subnets').filter({ hasText: says }).waitFor();
      await saysNothingElse(workbench);
      await toggleSubnet(workbench, 'private-a');
      await toggleSubnet(workbench, 'public-a');
    });

    it('is reported by AWS at its field: another stack has the name', async () => {
      await createForeignStack(workspace.sandbox, {
        stack: 'eks-clusters-theirs',
        externalId: await workbench.field('External ID').inputValue(),
      });
      await chooseNetwork(workbench, { name: 'theirs', serviceRole: workspace.sandbox.serviceRoleArn });
      await workbench.button('Create Kubernetes cluster').click();
      const says =
        'A CloudFormation stack named eks-clusters-theirs already exists and was not created by this extension. Choose another cluster name';
      await workbench.problem('Kubernetes cluster name').filter({ hasText: says }).waitFor();
      await saysNothingElse(workbench);
    });
  });

  describe('of the provision role', () => {
    const roleArn = 'arn:aws:iam::222222222222:role/eks-original';
    const permissions = () =>
      workbench.form.getByRole('listitem').filter({ hasText: 'Permissions of the provision role' });

    before(async () => {
      await workspace.sandbox.trust(await workbench.field('External ID').inputValue(), roleArn);
      await workbench.field('Role ARN').fill(roleArn);
      await workbench.button('Authenticate with AWS').click();
      const serviceRole = workbench.field('Service role').locator('option').nth(1);
      await serviceRole.waitFor({ state: 'attached' });
    });

    it('keeps the form usable: a list that cannot be read becomes free text and names the permission', async () => {
      await workbench.form
        .locator('.note', { hasText: 'lacks a permission: eks:DescribeClusterVersions' })
        .waitFor();
      await workbench.field('Kubernetes version').fill('1.34');
      await workbench.form
        .locator('.note', { hasText: 'lacks a permission: ec2:DescribeInstanceTypes' })
        .waitFor();
      await workbench.field('Instance type').fill('m5.large');
      await chooseNetwork(workbench, { name: 'original', serviceRole: workspace.sandbox.serviceRoleArn });
    });

    it('lists each missing permission before anything is created', async () => {
      await permissions().getByText('Failed', { exact: true }).waitFor();
      const text = (await permissions().textContent()) ?? '';
      const allowed = originalPolicy()
        .Statement.flatMap(({ Action }) => Action)
        .join(' ')
        .toLowerCase();
      const missing = permissionsFor(['managed'], ['deploy']).filter(
        ({ action }) => !allowed.includes(action.toLowerCase()),
      );
      deepStrictEqual(
        missing.filter(({ action, why }) => !text.includes(action) || !text.includes(why.slice(1))),
        [],
      );
    });

    it('blocks creating the cluster until the user chooses to create anyway', async () => {
      const begun = async () =>
        (await workspace.sandbox.requests()).filter(
          ({ action, caller }) => action === 'CreateStack' && caller.includes('eks-original'),
        ).length;
      await workbench.button('Create Kubernetes cluster').click();
      await workbench.form
        .getByRole('heading', { name: 'Pre-flight' })
        .and(workbench.form.locator(':focus'))
        .waitFor();
      strictEqual(await begun(), 0);
      await workbench.form.getByRole('checkbox', { name: 'Create anyway' }).click();
      await workbench.button('Create Kubernetes cluster').click();
      await eventually(async () => strictEqual(await begun(), 1));
    });

    it('is reported when AWS denies a call, with the permission and that nothing is left to pay for', async () => {
      const failed = workbench.notification('original: Creating the cluster failed.');
      await failed.waitFor();
      match(
        await failed.innerText(),
        /lacks a permission: cloudformation:TagResource .*Nothing remains in AWS/,
      );
    });
  });
});

/** The sentence is shown at its field: there is no notification, and never a stack trace. */
async function saysNothingElse(workbench: Workbench): Promise<void> {
  strictEqual(await workbench.notifications.count(), 0);
  doesNotMatch(await workbench.form.locator('body').innerText(), /\n\s+at |Error:|undefined|\[object/);
}
