import { source } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe-core finds wrong in a page, and where. Only contrast depends on the theme. */
export async function axeViolations(page: Page, what: 'everything' | 'contrast'): Promise<readonly string[]> {
  await page.evaluate(source);
  const options = what === 'contrast' ? { runOnly: ['color-contrast'] } : {};
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)),
  )`);
}
