import { deepStrictEqual } from 'node:assert/strict';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import texts from '../../../l10n/bundle.l10n.json';
import { HANDLERS, OPENING } from './fake-host';
import { openForm } from './form-page';
import { SCENES } from './scenes';

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
  for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'])
    for (const element of document.querySelectorAll('[' + name + ']'))
      // The toolkit puts a label of its own on a box that is named by another element.
      if (!element.closest('[aria-hidden=true]') && !(name === 'aria-label' && element.ariaLabelledByElements?.length))
        said.push(element.getAttribute(name));
  return said.map((text) => text.trim());
})()`;

/** What is typed the same in every language, and names of machines. */
const EXAMPLES = [
  'm6a.large',
  ...['team=shop', 'dedicated=gpu:NoSchedule', 'arn:aws:iam::123456789012:role/admin', 'Development'],
  ...['x86_64', 'arm64'],
];

describe('The form in a pseudo-language', () => {
  let chromium: EditorBrowser;
  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  for (const [when, { handlers, play }] of Object.entries(SCENES)) {
    it(`has no untranslatable text, ${when}`, async () => {
      const said = new Set<string>();
      const form = await openForm(chromium.browser, {
        handlers: listenedTo({ ...HANDLERS, ...handlers }, said),
        texts: PSEUDO,
      });
      const { page } = form;
      await page.locator('main > *').first().waitFor();
      await play?.({
        ...form,
        tell: (name, payload) => {
          collect(payload, said);
          return form.tell(name, payload);
        },
      });
      const read: readonly string[] = await page.evaluate(READ);
      const data = [...said, OPENING.externalId, ...EXAMPLES].sort((a, b) => b.length - a.length);
      deepStrictEqual(
        read.filter((text) => /\p{Letter}/u.test(withoutData(translated(text), data))),
        [],
      );
      await page.close();
    });
  }
});

/** What is left of a text without its translations; one may be inside another. */
function translated(text: string): string {
  const without = text.replaceAll(/⟦[^⟦⟧]*⟧/gu, '');
  return without === text ? text : translated(without);
}

/** What is left of a text without what the form was told. */
function withoutData(text: string, data: readonly string[]): string {
  return data.reduce((left, datum) => (datum === '' ? left : left.replaceAll(datum, '')), text);
}

/** Handlers whose answers are data to the form: names of the account's things, and sentences of the host. */
function listenedTo<H extends object>(handlers: H, said: Set<string>): H {
  const entries = Object.entries(handlers as Record<string, (...args: unknown[]) => Promise<unknown>>);
  return Object.fromEntries(
    entries.map(([name, handle]) => [
      name,
      (...args: unknown[]) =>
        handle(...args).then(
          (answer) => {
            collect(answer, said);
            return answer;
          },
          (error: unknown) => {
            collect((error as { report?: unknown }).report, said);
            throw error;
          },
        ),
    ]),
  ) as H;
}

function collect(value: unknown, said: Set<string>): void {
  if (typeof value === 'string') said.add(value.trim());
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) collect(inner, said);
}
