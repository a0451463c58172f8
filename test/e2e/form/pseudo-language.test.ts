import { deepStrictEqual } from 'node:assert/strict';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import texts from '../../../l10n/bundle.l10n.json';
import { OPENING } from './fake-host';
import { openForm } from './form-page';

/** A language in which every text of ours is recognised by its brackets. */
const PSEUDO = Object.fromEntries(
  Object.entries(texts as Record<string, string | { message: string }>).map(([key, text]) => [
    key,
    `⟦${typeof text === 'string' ? text : text.message}⟧`,
  ]),
);

/** What people see or hear: texts, and the attributes that are read to them. */
const READ = `(() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.checkVisibility()) said.push(data);
  }
  for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
    for (const element of document.querySelectorAll('[' + name + ']')) if (!element.closest('[aria-hidden=true]')) said.push(element.getAttribute(name));
  return said;
})()`;

/** What is typed as it stands in every language. */
const EXAMPLES = ['team=shop', 'dedicated=gpu:NoSchedule', 'arn:aws:iam::123456789012:role/admin'];

describe('The form in a language of brackets', () => {
  let chromium: EditorBrowser;
  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  it('shows no word that a translator can’t reach before anybody has authenticated', async () => {
    const { page } = await openForm(chromium.browser, { texts: PSEUDO });
    await page.getByRole('button', { name: '⟦Authenticate with AWS⟧' }).waitFor();
    const said: readonly string[] = await page.evaluate(READ);
    const data = [OPENING.externalId, ...EXAMPLES];
    const bare = said.filter(
      (text) => !data.includes(text) && /\p{Letter}/u.test(text.replace(/⟦.*⟧/gsu, '')),
    );
    deepStrictEqual(bare, []);
  });
});
