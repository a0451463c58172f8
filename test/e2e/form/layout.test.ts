import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { CHECKS, FAILED, OPENING, ROLE, RUNNING } from './fake-host';
import { openForm, refusal } from './form-page';

const PICTURES = '.vscode-test/screenshots';

/** A narrow editor group has 360 pixels; at 200 % an ordinary one has half its own. */
const ROOMS = [
  { name: '100', width: 1000, zoom: 1 },
  { name: '200', width: 1000, zoom: 2 },
  { name: 'narrow', width: 360, zoom: 1 },
] as const;

describe('The layout of the form', () => {
  let chromium: EditorBrowser;

  before(async () => {
    await mkdir(PICTURES, { recursive: true });
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  // What is where differs between ordinary themes and those of high contrast, which have more borders.
  for (const theme of ['light', 'hc-dark'] as const) {
    for (const { name, ...room } of ROOMS) {
      it(`needs no horizontal scrolling in ${theme}, ${name}`, async () => {
        const handlers = { listServiceRoles: refusal({ message: 'The role may not list roles.' }) };
        const form = await openForm(chromium.browser, { handlers, theme, ...room });
        const { page } = form;
        await fillPartly(page);
        await form.tell('checks', CHECKS);
        await page.getByText('Creating or deleting the cluster fails without these').click();
        await page.screenshot({ path: join(PICTURES, `form-${theme}-${name}.png`), fullPage: true });
        deepStrictEqual(await overflow(page), []);
        await page.close();
      });
    }

    for (const operation of [RUNNING, FAILED]) {
      it(`shows an operation that is ${operation.state.kind} in ${theme}`, async () => {
        const open = () => Promise.resolve({ ...OPENING, operation });
        const { page } = await openForm(chromium.browser, { handlers: { open }, theme });
        const section = page.getByRole('region').filter({ has: page.locator('#progress') });
        await section.screenshot({ path: join(PICTURES, `progress-${theme}-${operation.state.kind}.png`) });
        await page.close();
      });
    }
  }

  it('gives secondary buttons the separate border of newer editors', async () => {
    const { page } = await openForm(chromium.browser);
    const border = (appearance: string) =>
      page.evaluate(
        `getComputedStyle(document.querySelector('vscode-button[appearance=${appearance}]').shadowRoot.querySelector('.control')).borderTopColor`,
      );
    await page.locator('vscode-button[appearance=secondary]').first().waitFor();
    const before = [await border('primary'), await border('secondary')];
    strictEqual(before[0], before[1], 'VS Code 1.100 has one border for all buttons');
    await page.evaluate(
      `document.documentElement.style.setProperty('--vscode-button-secondaryBorder', 'rgb(1, 2, 3)')`,
    );
    deepStrictEqual([await border('primary'), await border('secondary')], [before[0], 'rgb(1, 2, 3)']);
    await page.close();
  });

  it('does not animate for users who prefer reduced motion', async () => {
    const open = () => Promise.resolve({ ...OPENING, operation: RUNNING });
    const { page } = await openForm(chromium.browser, { handlers: { open } });
    const animation = () =>
      page.evaluate(`getComputedStyle(document.querySelector('.icon-running')).animationName`);
    await page.locator('.icon-running').first().waitFor();
    ok((await animation()) !== 'none');
    await page.evaluate(`document.body.classList.add('vscode-reduce-motion')`);
    ok((await animation()) === 'none');
    await page.close();
  });
});

/** Every kind of control, in every kind of state. */
async function fillPartly(page: Page): Promise<void> {
  await page.getByLabel('Role ARN').fill(ROLE);
  await page.getByRole('button', { name: 'Authenticate with AWS' }).click();
  await page.getByLabel('VPC', { exact: true }).selectOption('vpc-0a1b2c3d');
  await page.getByRole('row', { name: 'private-a' }).getByRole('checkbox').click();
  await page.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
  await page.getByText('The cluster has no name.').first().waitFor();
}

/** What is wider than the page. */
async function overflow(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('.form *')]
    .filter((element) => !element.closest('.table, .preview, .screen-reader-only'))
    .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map((element) => element.outerHTML.slice(0, 100))`);
}
