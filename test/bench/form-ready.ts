import { performance } from 'node:perf_hooks';
import type { FrameLocator } from 'playwright-core';
import type { SandboxProcess } from '../e2e/sandbox';
import { TestWorkspace } from '../e2e/test-workspace';
import { CALL_MS, delayEachCall } from './delay-calls';
import { median, type BenchOptions, type Row } from './row';

/** How long a user waits for the form's lists, in the real editor, each time in a fresh extension host. */
export async function formReady({ runs }: BenchOptions): Promise<readonly Row[]> {
  const waits: Wait[] = [];
  const stage = await TestWorkspace.create();
  try {
    await delayEachCall(stage.sandbox);
    for (let run = 0; run < runs; run++) waits.push(await authenticate(stage));
  } finally {
    await stage.dispose();
  }
  const row = (name: string, time: (wait: Wait) => number): Row => ({
    name: `form: ${name}`,
    unit: 'ms',
    value: median(waits.map(time)),
    comparedWith: { name: 'one simulated call', value: CALL_MS },
  });
  return [
    row('authenticated after the click', ({ session }) => session),
    row('first-level lists once authenticated', ({ lists }) => lists),
    row('instance types once authenticated', ({ instanceTypes }) => instanceTypes),
  ];
}

/** In milliseconds. */
interface Wait {
  /** From the click until the form says for which account it is authenticated; the SDK is loaded meanwhile. */
  readonly session: number;
  /** From then until versions, roles, key pairs and VPCs are there. */
  readonly lists: number;
  /** From then until the usual one is chosen: theirs is the list that has the most pages, which come one by one. */
  readonly instanceTypes: number;
}

async function authenticate(stage: TestWorkspace): Promise<Wait> {
  const workbench = await stage.open();
  try {
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    const { form } = workbench;
    await fillIn(form, stage.sandbox);
    const clicked = performance.now();
    await form.getByRole('button', { name: 'Authenticate with AWS' }).dispatchEvent('click');
    await form.getByText(/^Account \d{12}, region/).waitFor();
    const authenticated = performance.now();
    const [lists, instanceTypes] = await Promise.all([
      filled(form, ['#kubernetesVersion', '#serviceRoleArn', '#keyPair', '#vpcId']),
      form
        .locator('#instanceType-facts')
        .waitFor()
        .then(() => performance.now()),
    ]);
    return {
      session: authenticated - clicked,
      lists: lists - authenticated,
      instanceTypes: instanceTypes - authenticated,
    };
  } finally {
    await workbench.page.context().close();
  }
}

async function fillIn(form: FrameLocator, sandbox: SandboxProcess): Promise<void> {
  const externalId = form.getByLabel('External ID', { exact: true });
  await externalId.and(form.locator(':not([value=""])')).waitFor();
  await sandbox.trust(await externalId.inputValue());
  await form.getByLabel('Role ARN', { exact: true }).fill(sandbox.roleArn);
  await form.getByLabel('Cluster Region', { exact: true }).fill('eu-central-1');
  // The regions are asked for with the base credentials when the form opens, and are no part of the wait.
  await filled(form, ['#region-choices']);
}

/** When the last of these lists had come. */
async function filled(form: FrameLocator, lists: readonly string[]): Promise<number> {
  await Promise.all(
    lists.map((list) =>
      form.locator(`${list} option:not([value=""])`).first().waitFor({ state: 'attached' }),
    ),
  );
  return performance.now();
}
