import { deepStrictEqual } from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import texts from '../../l10n/bundle.l10n.json';
import { addSample, type UsageHistory } from '../../src/core/environments/metrics/usage-history';
import { usagePage } from '../../src/core/environments/metrics/usage-page';
import { readPod } from '../../src/core/environments/objects/pod';
import { metricsPage } from '../../src/ui/environments/metrics-page';
import { launchBrowser, type EditorBrowser } from '../editor/browser';
import { axeViolations } from './form/axe';
import { applyTheme, defaultStyles, THEMES } from './form/form-page';

const MIB = 1_048_576;
const INSIGHTS = 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home';
const NAMES = ['web-7d6hb89fn7-88bwf', 'web-7d6hb89fn7-8gfnn'];

/** Two pods with requests, limits and some samples, and one that was not measured yet. */
function page(): string {
  const pods = [...NAMES, 'web-7d6hb89fn7-new'].flatMap((name) => readPod(podObject(name)) ?? []);
  const history = [3, 9, 6, 7].reduce<UsageHistory>(
    (samples, cpu) =>
      addSample(
        samples,
        NAMES.map((pod) => ({ pod, cpu: cpu / 100, memory: cpu * 8 * MIB })),
      ),
    new Map(),
  );
  return metricsPage(
    usagePage({ name: 'production', pods, history, insights: INSIGHTS, language: 'en' }),
    'en',
  );
}

function podObject(name: string) {
  const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
  return {
    metadata: { name, namespace: 'shop', uid: name },
    spec: { containers: [{ name: 'web', image: 'web', resources }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', restartCount: 1 }] },
  };
}

describe('The page of metrics', () => {
  let chromium: EditorBrowser;

  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  it('passes axe-core in four themes', async () => {
    const tab = await chromium.browser.newPage({ bypassCSP: true });
    await tab.setContent(page());
    await tab.addStyleTag({ content: await defaultStyles() });
    for (const theme of THEMES) {
      await applyTheme(tab, theme);
      deepStrictEqual(await axeViolations(tab, 'everything'), [], theme);
    }
    await tab.close();
  });

  it('fits in a narrow tab: the table scrolls, and the page does not', async () => {
    const tab = await chromium.browser.newPage({ bypassCSP: true, viewport: { width: 400, height: 700 } });
    await tab.setContent(page());
    await tab.addStyleTag({ content: await defaultStyles() });
    const wide = await tab.evaluate('document.documentElement.scrollWidth > innerWidth');
    deepStrictEqual(wide, false);
    await tab.close();
  });

  it('has no untranslatable text', async () => {
    const marked = Object.entries(texts as Record<string, string | { message: string }>).map(
      ([key, text]) => [key, `⟦${typeof text === 'string' ? text : text.message}⟧`],
    );
    l10n.config({ contents: Object.fromEntries(marked) as Record<string, string> });
    const tab = await chromium.browser.newPage();
    try {
      await tab.setContent(page());
      const said = await tab.locator('h1, th[scope=col], td, p').allInnerTexts();
      const plain = said
        .flatMap((text) => text.split(' · '))
        .filter((text) => !/^⟦.*⟧$/.test(text.trim()) && !/^[\d,.]*$/.test(text.trim()));
      deepStrictEqual(plain, []);
    } finally {
      l10n.config({ contents: {} });
      await tab.close();
    }
  });
});
