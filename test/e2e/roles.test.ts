import { match, strictEqual } from 'node:assert/strict';
import { accountOfAdministrator } from './administrator';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

describe('Create roles for me', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({ sandbox: accountOfAdministrator });
    workbench = await workspace.open();
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  it('reports once what the user is not allowed to do, and offers a file for the cloud team', async () => {
    await workspace.sandbox.addFault({
      service: 'cloudformation',
      action: 'DescribeStacks',
      error: DENIAL,
      times: 1,
    });
    await workbench.run('EKS: Create Roles for Me…');
    const denial = workbench.notification(
      'are not allowed to create the roles: cloudformation:DescribeStacks is denied.',
    );
    await denial.getByRole('button', { name: 'Generate a File for My Cloud Team' }).waitFor();
    strictEqual(await denial.count(), 1);
    await denial.getByRole('button', { name: 'Generate a File for My Cloud Team' }).click();
    const subject = workbench.page.locator('.quick-input-list .monaco-list-row.focused');
    await subject.filter({ hasText: 'roles' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('creates both roles, fills them in and authenticates', async () => {
    await workbench.run('EKS: Create Cluster…');
    await workbench.field('Cluster Region').fill('eu-central-1');
    await workbench.form.getByText('Create roles for me').click();
    await workbench.page.getByRole('option', { name: /Create both roles/ }).click();
    const done = workbench.notification('The roles are ready');
    await done.waitFor({ timeout: 60_000 });
    match(await workbench.field('Role ARN').inputValue(), /^arn:aws:iam::111111111111:role\/eks-provision-/);
    await workbench.button('Authenticate with AWS').click();
    await workbench.form.getByText('Account 111111111111, region eu-central-1', { exact: true }).waitFor();
    const serviceRole = workbench.field('Service role');
    await serviceRole.locator('option:checked', { hasText: 'eks-service-' }).waitFor({ state: 'attached' });
    strictEqual(await done.count(), 1);
  });
});

const DENIAL = {
  code: 'AccessDenied',
  message: 'User: somebody is not authorized to perform: cloudformation:DescribeStacks on resource: a stack',
  status: 403,
};
