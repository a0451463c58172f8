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
  { form }: Workbench,
  { name, serviceRole }: { name: string; serviceRole: string },
): Promise<void> {
  await form.getByLabel('Kubernetes cluster name', { exact: true }).fill(name);
  await form.getByLabel('Service role', { exact: true }).selectOption(serviceRole);
  const vpc = form.getByLabel('VPC', { exact: true });
  const id = await vpc.locator('option', { hasText: '10.0.0.0/16' }).first().getAttribute('value');
  await vpc.selectOption(id);
  for (const subnet of ['private-a', 'private-c'])
    await form.getByRole('row', { name: subnet }).getByRole('checkbox').click();
  const securityGroup = form.getByLabel('Security group', { exact: true });
  await securityGroup.selectOption({ index: 1 });
}
