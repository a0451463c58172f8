import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import type { Handlers } from '../../../src/protocol/rpc';
import { FAILED, ROLE } from './fake-host';
import { openForm, refusal, type FormPage } from './form-page';

const announcement = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const focused = (page: Page) =>
  page.evaluate('document.activeElement.id || document.activeElement.textContent');

describe('Before a cluster is created', () => {
  let chromium: EditorBrowser;
  let form: FormPage;

  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());
  afterEach(async () => {
    deepStrictEqual(await form.violations(), [], 'refused by the Content Security Policy');
    await form.page.close();
  });

  const complete = async (handlers: Partial<Handlers> = {}): Promise<Page> => {
    form = await openForm(chromium.browser, { handlers });
    const { page } = form;
    await field(page, 'Role ARN').fill(ROLE);
    await button(page, 'Authenticate with AWS').click();
    await field(page, 'VPC').selectOption('vpc-0a1b2c3d');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    await field(page, 'Kubernetes cluster name').fill('shop');
    await field(page, 'Security group').selectOption('sg-00000001');
    return page;
  };

  it('a preset is applied and undone with the keyboard without losing focus', async () => {
    const page = await complete();
    await field(page, 'Node count').fill('7');
    await button(page, 'Production').focus();
    await page.keyboard.press('Enter');
    await announcement(page, 'Preset Production is filled in.').waitFor();
    match(String(await focused(page)), /^Production/);
    strictEqual(await field(page, 'Node count').inputValue(), '3');
    strictEqual(await page.getByRole('checkbox', { checked: true, name: /subnet-0000000/ }).count(), 3);
    strictEqual(await page.locator('[aria-invalid=true]').count(), 0);

    await button(page, 'Undo the preset').focus();
    await page.keyboard.press('Enter');
    await announcement(page, 'Preset Production was undone.').waitFor();
    strictEqual(await focused(page), 'presets');
    strictEqual(await field(page, 'Node count').inputValue(), '7');
    strictEqual(await button(page, 'Undo the preset').isVisible(), false);
  });

  it('presets wait for the lists they need', async () => {
    form = await openForm(chromium.browser);
    await button(form.page, 'Development').waitFor();
    ok(await button(form.page, 'Development').isDisabled());
  });

  it('the cost updates with each key and is announced when the field loses focus', async () => {
    const page = await complete();
    const cost = page.getByRole('region', { name: 'Cost' });
    await cost.getByText('3 × m5.large.').waitFor();
    await field(page, 'Node count').fill('12');
    await cost.getByText('12 × m5.large.').waitFor();
    strictEqual(await announcement(page, 'Cost').count(), 0);
    await field(page, 'Node count').press('Tab');
    await announcement(page, 'Cost of the nodes: 12 × m5.large.').waitFor();
    await cost.getByText(/^\$0\.10 per hour, about \$73 per month/).waitFor();
    const link = cost.getByRole('link', { name: 'Open AWS Pricing Calculator' });
    strictEqual(await link.getAttribute('href'), 'https://calculator.aws/#/');
  });

  it('the template can be shown and commands copied, with a lasting message', async () => {
    const page = await complete();
    await button(page, 'Development').click();
    await page.getByRole('row', { name: 'private-a' }).getByRole('checkbox').click();
    await page.getByRole('row', { name: 'private-b' }).getByRole('checkbox').click();
    await button(page, 'Show CloudFormation Template').click();
    await announcement(page, 'The template is open beside the form.').waitFor();
    await button(page, 'Copy as AWS CLI').click();
    const note = page.locator('.review').getByText('Commands for the AWS CLI are on the clipboard.');
    await note.waitFor();
    await field(page, 'Node count').fill('5');
    strictEqual(await note.count(), 0);
    deepStrictEqual(
      form.asked.filter((name) => name === 'review' || name === 'create'),
      ['review', 'review'],
    );
  });

  it('a failed review reports its error below its buttons', async () => {
    const page = await complete({ review: refusal({ message: 'No network.' }) });
    for (const subnet of ['private-a', 'private-b'])
      await page.getByRole('row', { name: subnet }).getByRole('checkbox').click();
    await button(page, 'Copy as AWS CLI').click();
    await announcement(page, 'No network.').waitFor();
    await page.locator('.create .error-box').getByText('No network.').waitFor();
  });

  it('Create Another Like This copies everything except the name after a failure', async () => {
    const page = await complete({ create: () => Promise.resolve({ kind: 'started', operation: FAILED }) });
    await button(page, 'Production').click();
    await button(page, 'Create Kubernetes cluster').click();
    await button(page, 'Create Another Like This').click();
    strictEqual(await focused(page), 'name');
    strictEqual(await field(page, 'Kubernetes cluster name').inputValue(), '');
    strictEqual(await field(page, 'Environment scope').inputValue(), '*');
    strictEqual(await page.getByRole('checkbox', { checked: true, name: /subnet-0000000/ }).count(), 3);
    ok(form.asked.includes('leaveOperation'));
  });
});
