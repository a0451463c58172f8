import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import type { Handlers } from '../../../src/protocol/rpc';
import { CHECKS, FAILED, OPENING, ROLE, RUNNING } from './fake-host';
import { description, openForm, refusal, type FormPage } from './form-page';

/** What is announced to who cannot see the page. */
const announcement = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const authenticateButton = (page: Page) => page.getByRole('button', { name: 'Authenticate with AWS' });
const createButton = (page: Page) => page.getByRole('button', { name: 'Create Kubernetes cluster' });

describe('The form alone in a browser', () => {
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

  const open = async (handlers: Partial<Handlers> = {}): Promise<Page> => {
    form = await openForm(chromium.browser, { handlers });
    await field(form.page, 'External ID').waitFor();
    return form.page;
  };

  const authenticated = async (handlers: Partial<Handlers> = {}): Promise<Page> => {
    const page = await open(handlers);
    await field(page, 'Role ARN').fill(ROLE);
    await authenticateButton(page).click();
    await announcement(page, 'Authenticated with account 210987654321').waitFor();
    return page;
  };

  /** All that the account does not choose by itself. */
  const complete = async (page: Page): Promise<void> => {
    await field(page, 'Kubernetes cluster name').fill('shop');
    await field(page, 'VPC').selectOption('vpc-0a1b2c3d');
    for (const subnet of ['private-a', 'private-b'])
      await page.getByRole('row', { name: subnet }).getByRole('checkbox').click();
    await field(page, 'Security group').selectOption('sg-00000001');
  };

  it('has every field under its documented name', async () => {
    const page = await authenticated();
    await field(page, 'VPC').selectOption('vpc-0a1b2c3d');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    const names = [
      ...['Account ID', 'External ID', 'Role ARN', 'Cluster Region', 'Kubernetes cluster name'],
      ...['Environment scope', 'Kubernetes version', 'Service role', 'Key pair name', 'VPC', 'Subnets'],
      ...['Security group', 'Compute', 'Instance type', 'Node count', 'Managed cluster'],
      ...['Namespace per environment', 'Configured in'],
    ];
    const counts = await Promise.all(names.map((name) => field(page, name).count()));
    deepStrictEqual(
      names.filter((_, i) => counts[i] !== 1),
      [],
    );
    strictEqual(await authenticateButton(page).count(), 1);
    strictEqual(await createButton(page).count(), 1);
  });

  it('creates a cluster with the keyboard alone', async () => {
    const page = await open();
    await field(page, 'Role ARN').focus();
    await page.keyboard.type(ROLE);
    await page.keyboard.press('Enter');
    await announcement(page, 'Authenticated').waitFor();
    await tabTo(page, field(page, 'Kubernetes cluster name'));
    await page.keyboard.type('shop');
    await tabTo(page, field(page, 'VPC'));
    await page.keyboard.press('ArrowDown');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    for (const id of ['subnet-0000000a', 'subnet-0000000c']) {
      await tabTo(page, page.getByRole('checkbox', { name: id }));
      await page.keyboard.press('Space');
    }
    await tabTo(page, field(page, 'Security group'));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, field(page, 'Instance type'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('arm 2 vcpu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    strictEqual(await field(page, 'Instance type').inputValue(), 'm7g.large');
    await tabTo(page, page.locator('.advanced > summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('checkbox', { name: 'Audit' }));
    await page.keyboard.press('Space');
    await tabTo(page, createButton(page));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Creating shop in eu-central-1' }).waitFor();
    strictEqual(await page.evaluate('document.activeElement.id'), 'progress');
  });

  it('keeps focus and caret while the user types and lists arrive', async () => {
    const gate = new EventEmitter();
    const page = await authenticated({
      listKeyPairs: () => once(gate, 'open').then(() => [{ name: 'ops' }]),
    });
    const name = field(page, 'Kubernetes cluster name');
    await name.fill('shop');
    await name.press('Home');
    await page.keyboard.type('my');
    gate.emit('open');
    await field(page, 'Key pair name').locator('option[value=ops]').waitFor({ state: 'attached' });
    await page.keyboard.type('-');
    strictEqual(await name.inputValue(), 'my-shop');
  });

  it('shows no error until the user asks, then leads to the first and links each to its field', async () => {
    const page = await authenticated();
    strictEqual(await page.locator('.problem:visible').count(), 0);
    await createButton(page).click();
    await announcement(page, /^\d fields need attention\. The first: The cluster has no name\./).waitFor();
    const name = field(page, 'Kubernetes cluster name');
    strictEqual(await page.evaluate('document.activeElement.id'), 'name');
    strictEqual(await name.getAttribute('aria-invalid'), 'true');
    match(await description(page, name), /The cluster has no name\. Enter a name such as my-app\./);
    await name.fill('shop');
    strictEqual(await name.getAttribute('aria-invalid'), null);
  });

  it('accepts free text and shows the reason if a list could not be loaded', async () => {
    let isAllowed = false;
    const page = await authenticated({
      listSecurityGroups: () =>
        isAllowed
          ? Promise.resolve([{ id: 'sg-0000000f', name: 'late', description: '' }])
          : refusal({ message: 'The role may not describe security groups.', remedy: 'Have it allowed.' })(),
    });
    await field(page, 'VPC').selectOption('vpc-0a1b2c3d');
    const group = field(page, 'Security group');
    await page.getByText('Could not load Security Groups for this VPC.').waitFor();
    match(await description(page, group), /The role may not describe security groups\. Have it allowed\./);
    await group.fill('sg-0000000f');
    isAllowed = true;
    await page.getByRole('button', { name: 'Retry Security group' }).click();
    await group.locator('option', { hasText: 'late' }).waitFor({ state: 'attached' });
    strictEqual(await group.inputValue(), 'sg-0000000f');
  });

  it('shows AWS’s error at the role field and keeps it', async () => {
    const page = await open({
      authenticate: refusal({
        message: 'Access denied.',
        remedy: 'Check the external ID.',
        field: 'roleArn',
      }),
    });
    await field(page, 'Role ARN').fill(ROLE);
    await authenticateButton(page).click();
    await announcement(page, 'Access denied. Check the external ID.').waitFor();
    match(await description(page, field(page, 'Role ARN')), /Access denied\. Check the external ID\./);
    strictEqual(await field(page, 'Role ARN').inputValue(), ROLE);
  });

  it('shows an error that belongs to no field in its section, with a next step', async () => {
    const host = new EventEmitter();
    const page = await open({
      authenticate: refusal({ message: 'No credentials were found.', remedy: '' }),
      run: ({ command }) => {
        host.emit('run', command);
        return Promise.resolve(null);
      },
    });
    await field(page, 'Role ARN').fill(ROLE);
    await authenticateButton(page).click();
    await page.locator('.error-box', { hasText: 'No credentials were found.' }).waitFor();
    const ran = once(host, 'run');
    await page.getByRole('link', { name: 'Configure Authentication' }).click();
    deepStrictEqual(await ran, ['configureAuthentication']);
  });

  it('hands the draft to the host when the page is hidden, without waiting', async () => {
    const page = await open();
    // All in one turn of the page's event loop: no timer can end in it, and no answer of the host can come.
    const draft = await page.evaluate(`
      const name = document.getElementById('name');
      name.value = 'shop';
      name.dispatchEvent(new Event('input'));
      document.dispatchEvent(new Event('visibilitychange'));
      const posted = window.posted.findLast((message) => message.name === 'saveDraft').params.draft.name;
      ({ posted, kept: window.kept.draft.name })
    `);
    deepStrictEqual(draft, { posted: 'shop', kept: 'shop' });
  });

  it('follows the operation to its failure and makes the form editable again', async () => {
    const page = await authenticated();
    await complete(page);
    await createButton(page).click();
    await page.getByText('2 of 5 resources done').waitFor();
    ok(await field(page, 'Kubernetes cluster name').isDisabled());
    await form.tell('operation', FAILED);
    await page.getByRole('heading', { name: 'shop could not be created' }).waitFor();
    await page
      .locator('#failure')
      .getByText('The service role lacks the policy AmazonEKSClusterPolicy.', { exact: true })
      .waitFor();
    await page.locator('.outcome').getByText('Attach the policy to the role').waitFor();
    strictEqual(await page.getByText('Creating the control plane failed.').count(), 1, 'said once');
    strictEqual(await field(page, 'Kubernetes cluster name').inputValue(), 'shop');
    ok(await field(page, 'Kubernetes cluster name').isEnabled());
  });

  it('shows pre-flight findings and keeps them expanded while other checks run', async () => {
    const page = await authenticated();
    await form.tell('checks', CHECKS);
    const permission = page.getByText('eks:CreateNodegroup', { exact: true });
    const summary = page.getByText('Creating or deleting the cluster fails without these (1)');
    await page.getByRole('button', { name: 'Generate IAM Policy…' }).focus();
    await tabTo(page, summary);
    await page.keyboard.press('Enter');
    await permission.waitFor();
    const [session, permissions] = CHECKS;
    const green = { kind: 'passed', found: 'AWS knows you.', lists: [] } as const;
    await form.tell('checks', [{ ...session!, state: { kind: 'found', finding: green } }, permissions!]);
    await page.getByText('AWS knows you.').waitFor();
    ok(await permission.isVisible());
    ok((await summary.and(page.locator(':focus')).count()) > 0);
    await announcement(page, 'Pre-flight checks failed: Permissions of the provision role.').waitFor();
  });

  it('shows a running operation when reopened', async () => {
    const page = await open({ open: () => Promise.resolve({ ...OPENING, operation: RUNNING }) });
    await page.getByRole('row', { name: 'AWS::EKS::Cluster' }).getByText('In progress').waitFor();
  });

  it('uses the editor’s display language', async () => {
    form = await openForm(chromium.browser, {
      texts: { 'Authenticate with AWS': 'Bei AWS anmelden', 'External ID': 'Externe ID' },
    });
    await form.page.getByRole('button', { name: 'Bei AWS anmelden' }).waitFor();
    await field(form.page, 'Externe ID').waitFor();
  });

  it('tries again when it could not be opened', async () => {
    const answers = [refusal({ message: 'The identity could not be read.' }), () => Promise.resolve(OPENING)];
    form = await openForm(chromium.browser, { handlers: { open: () => (answers.shift() ?? refusal({}))() } });
    await form.page.getByText('The identity could not be read.').first().waitFor();
    await form.page.getByRole('button', { name: 'Retry' }).click();
    await field(form.page, 'External ID').waitFor();
  });
});

/** Moves on with Tab until the control has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
  }
  throw new Error(`Tab does not reach ${target.toString()}.`);
}
