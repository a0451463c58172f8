// The pictures to look at and to choose the README's from: the first steps, form, progress, finished tree, terminal and
// a failure, in every kind of theme, at 100 % and at 200 %. Run with: npx tsx test/e2e/pictures.ts
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json';
import { ground } from '../editor/paths';
import { chooseNetwork, signIn } from './fill-form';
import { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;

/** What is left of a window of 1280 by 900 pixels: at 200 % everything has half the room. */
const ZOOMS = { 100: { width: 1280, height: 900 }, 200: { width: 640, height: 450 } } as const;

/** Without it a terminal is painted to a canvas, and its text cannot be read. */
const DOM_TERMINAL = { 'terminal.integrated.gpuAcceleration': 'off' };

async function takePictures(theme: keyof typeof THEMES, zoom: keyof typeof ZOOMS): Promise<void> {
  const workspace = await TestWorkspace.create({
    speed: 60,
    settings: { 'workbench.colorTheme': THEMES[theme], ...DOM_TERMINAL },
  });
  try {
    const workbench = await workspace.open();
    await workbench.page.setViewportSize(ZOOMS[zoom]);
    const { page, form } = workbench;
    const picture = (name: string) =>
      page.screenshot({ path: join(ground, 'pictures', `${theme}-${zoom}-${name}.png`) });

    await takeFirstSteps(workbench, picture);
    await workbench.openClustersView();
    await workbench.run('EKS: Create Cluster…');
    await signIn(workbench, workspace.sandbox);
    await picture('1-authentication');
    await chooseNetwork(workbench, { name: 'demo', serviceRole: workspace.sandbox.serviceRoleArn });
    await picture('2-network');
    await form.getByLabel('Node count', { exact: true }).scrollIntoViewIfNeeded();
    await picture('3-nodes');
    await form.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
    await workbench.row(/demo.*Creating [1-9]/).click();
    await workbench.row(/^Control plane/).waitFor();
    const lastResource = form.getByRole('row', { name: 'EBS CSI driver', exact: false }).last();
    await lastResource.scrollIntoViewIfNeeded();
    await picture('4-progress');
    await workbench.row(/demo.*Active/).waitFor({ timeout: 120_000 });
    await workbench.row(/demo.*Active/).click();
    await workbench
      .row(/compute\.internal/)
      .first()
      .waitFor();
    await lastResource.scrollIntoViewIfNeeded();
    await picture('5-finished');
    await workbench.run('EKS: Open Terminal');
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.typeInTerminal("PS1='$ '; clear; kubectl get nodes");
    await page.locator('.xterm-rows').filter({ hasText: 'STATUS' }).waitFor();
    await picture('6-terminal');
    await workbench.run('View: Hide Panel');
    await workbench.run('Notifications: Clear All Notifications');
    await form.getByRole('button', { name: 'Create Another Like This' }).click();
    await form.getByLabel('Kubernetes cluster name', { exact: true }).fill('shop');
    await form.getByLabel('Environment scope', { exact: true }).fill('shop');
    await workspace.sandbox.scarcity('eu-central-1', ['m5.large']);
    await form.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
    await workbench.notification('shop: Creating the node group failed.').waitFor({ timeout: 60_000 });
    await workbench.row(/shop.*failed/).click();
    // The click has opened or closed it: the arrow opens it in any case.
    await page.keyboard.press('ArrowRight');
    await workbench.row(/CloudFormation stack.*Failed/).waitFor();
    await form.getByRole('heading', { name: 'shop could not be created' }).scrollIntoViewIfNeeded();
    await picture('7-failed');
  } finally {
    await workspace.dispose();
  }
}

/** The steps of the walkthrough, each open with its picture. */
async function takeFirstSteps(
  workbench: Workbench,
  picture: (name: string) => Promise<unknown>,
): Promise<void> {
  const { page } = workbench;
  // VS Code loads each picture into a second frame, and swaps the two.
  const webview = page.frameLocator('iframe.webview');
  await workbench.run('Welcome: Open Walkthrough...');
  const walkthrough = page.getByRole('option', { name: /Get Started with EKS Clusters/ });
  await walkthrough.click();
  for (const { id } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps)) {
    await page.locator(`.getting-started-step[data-step-id$="#${id}"]`).click();
    await webview.locator('#pending-frame').waitFor({ state: 'detached' });
    await webview.frameLocator('#active-frame').locator('svg').waitFor();
    await picture(`0-${id}`);
  }
  await workbench.run('View: Close Editor');
}

async function main(): Promise<void> {
  await mkdir(join(ground, 'pictures'), { recursive: true });
  const only = process.argv[2];
  for (const theme of Object.keys(THEMES) as (keyof typeof THEMES)[]) {
    for (const zoom of [100, 200] as const) {
      if (only === undefined || `${theme}-${zoom}` === only) await takePictures(theme, zoom);
    }
  }
}

void main();
