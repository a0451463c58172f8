import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { doesNotMatch, strictEqual } from 'node:assert/strict';
import { provisionTrust } from '../../src/core/policy';
import { accountOfAdministrator } from './administrator';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

// The SDK would warn among the results that it will end its support of Node 20 some day.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const OF_THE_CLOUD_TEAM = 'Platform/eks:2026';
const ACCOUNT = '111111111111';
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/eks-team`;

describe('A role whose trust lacks the External ID', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({ sandbox: accountOfAdministrator });
    await createRole(workspace);
    workbench = await workspace.open();
    await workbench.run('EKS: Create Cluster…');
    await workbench.field('Role ARN').fill(ROLE_ARN);
    await workbench.field('Cluster Region').fill('eu-central-1');
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  const authenticated = () =>
    workbench.form.getByText(`Account ${ACCOUNT}, region eu-central-1`, { exact: true });

  it('is recognized and reported at its field', async () => {
    await workbench.button('Authenticate with AWS').click();
    const says = `the trust relationship of ${ROLE_ARN} includes account ${ACCOUNT}, but a different External ID`;
    await workbench.problem('Role ARN').filter({ hasText: says }).waitFor();
    strictEqual(await workbench.notifications.count(), 0);
    const text = await workbench.form.locator('body').innerText();
    doesNotMatch(text, new RegExp(OF_THE_CLOUD_TEAM));
  });

  it('is assumed once the installation uses the cloud team’s External ID', async () => {
    const before = await workbench.field('External ID').inputValue();
    await workbench.form.getByText('Use an External ID from My Cloud Team…', { exact: true }).click();
    await workbench.page.locator('.quick-input-widget input').fill(OF_THE_CLOUD_TEAM);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
    await workbench.notification('now ends in 2026').waitFor();
    await workbench.button('Authenticate with AWS').click();
    await authenticated().waitFor();
    strictEqual(await workbench.field('External ID').inputValue(), OF_THE_CLOUD_TEAM);
    strictEqual(before.length, 40);
  });
});

/** As a cloud team makes it, with an External ID of its own. */
async function createRole({ sandbox: { url, administrator } }: TestWorkspace): Promise<void> {
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials: administrator });
  const trust = provisionTrust({ accountId: ACCOUNT, externalId: OF_THE_CLOUD_TEAM });
  await iam.send(
    new CreateRoleCommand({ RoleName: 'eks-team', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
}
