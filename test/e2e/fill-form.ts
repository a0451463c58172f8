import type { SandboxProcess } from './sandbox';
import type { Workbench } from './workbench';

/** Section *Authentication*: the cloud team trusts this installation's external ID, the user enters role and region. */
export async function signIn({ form }: Workbench, sandbox: SandboxProcess): Promise<void> {
  const externalId = form.getByLabel('External ID', { exact: true });
  await externalId.waitFor();
  await sandbox.trust(await externalId.inputValue());
  await form.getByLabel('Role ARN', { exact: true }).fill(sandbox.roleArn);
  await form.getByLabel('Cluster Region', { exact: true }).fill('eu-central-1');
  await form.getByRole('button', { name: 'Authenticate with AWS' }).click();
  await form
    .getByLabel('Service role', { exact: true })
    .locator('option')
    .nth(1)
    .waitFor({ state: 'attached' });
}

/** The other sections, with what a newcomer would choose. */
export async function chooseNetwork(
  workbench: Workbench,
  { name, serviceRole }: { name: string; serviceRole: string },
): Promise<void> {
  await workbench.field('Kubernetes cluster name').fill(name);
  await workbench.field('Service role').selectOption(serviceRole);
  await selectVpc(workbench, '10.0.0.0/16');
  for (const subnet of ['private-a', 'private-c']) await toggleSubnet(workbench, subnet);
  await workbench.field('Security group').selectOption({ index: 1 });
}

/** Chooses a VPC by its block of addresses. */
export async function selectVpc(workbench: Workbench, cidr: string): Promise<void> {
  const vpc = workbench.field('VPC');
  await vpc.selectOption(await vpc.locator('option', { hasText: cidr }).first().getAttribute('value'));
}

/** Chooses a subnet by its name, or no longer does. */
export async function toggleSubnet({ form }: Workbench, name: string): Promise<void> {
  await form.getByRole('row', { name }).getByRole('checkbox').click();
}
