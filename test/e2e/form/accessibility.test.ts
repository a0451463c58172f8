import { deepStrictEqual } from 'node:assert/strict';
import { axeViolations } from './axe';
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
      deepStrictEqual(await axeViolations(page, 'everything'), []);
      for (const theme of THEMES.filter((name) => name !== 'dark')) {
        await applyTheme(page, theme);
        deepStrictEqual(await axeViolations(page, 'contrast'), [], theme);
      }
      deepStrictEqual(await form.violations(), [], 'refused by the Content Security Policy');
      await page.close();
    });
  }
});
