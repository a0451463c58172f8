import { deepStrictEqual } from 'node:assert/strict';
import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { openForm, THEMES, applyTheme } from './form-page';
import { SCENES } from './scenes';

describe('Accessibility of the form', () => {
  let chromium: EditorBrowser;

  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  for (const [when, { handlers, play }] of Object.entries(SCENES)) {
    it(`passes axe-core in four themes, ${when}`, async () => {
      const form = await openForm(chromium.browser, { handlers });
      const { page } = form;
      await page.locator('main > *').first().waitFor();
      await play?.(form);
      await page.evaluate(source);
      deepStrictEqual(await minded(page, 'everything'), []);
      for (const theme of THEMES.filter((name) => name !== 'dark')) {
        await applyTheme(page, theme);
        deepStrictEqual(await minded(page, 'contrast'), [], theme);
      }
      deepStrictEqual(await form.violations(), [], 'refused by the Content Security Policy');
      await page.close();
    });
  }
});

/** What axe-core finds wrong, and where. Colours alone depend on the theme. */
async function minded(page: Page, what: 'everything' | 'contrast'): Promise<readonly string[]> {
  const options = what === 'contrast' ? { runOnly: ['color-contrast'] } : {};
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)),
  )`);
}
