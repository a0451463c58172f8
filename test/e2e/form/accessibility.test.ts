import { deepStrictEqual } from 'node:assert/strict';
import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import type { Finding } from '../../../src/core/preflight';
import type { OperationView } from '../../../src/core/operation/view';
import type { Handlers } from '../../../src/protocol/rpc';
import { CHECKS, FAILED, OPENING, ROLE, RUNNING } from './fake-host';
import { openForm, refusal, THEMES, wear, type FormPage } from './form-page';

const never = () => new Promise<never>(() => undefined);

interface Scene {
  readonly handlers?: Partial<Handlers>;
  readonly play?: (form: FormPage) => Promise<void>;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function authenticate({ page }: FormPage): Promise<void> {
  await page.getByLabel('Role ARN', { exact: true }).fill(ROLE);
  await button(page, 'Authenticate with AWS').click();
}

async function authenticated(form: FormPage): Promise<void> {
  await authenticate(form);
  await form.page.getByText('Account 210987654321, region').waitFor();
}

/** Everything that can be opened is open. */
async function open({ page }: FormPage): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((details) => (details.open = true))`);
}

function found(kind: Finding['kind']) {
  const finding: Finding =
    kind === 'green'
      ? { kind, found: 'All is well.', lists: [] }
      : { kind, found: 'Something was found.', remedy: 'Do something about it.', lists: [] };
  return {
    id: kind === 'green' ? 'vpc' : 'subnets',
    title: `A ${kind} row`,
    state: { kind: 'found', finding },
  } as const;
}

const SUCCEEDED: OperationView = {
  ...RUNNING,
  state: { kind: 'succeeded', endedAt: Date.now(), nodesReady: 3, notes: ['A note.'] },
};
const denied = refusal({ message: 'The provision role lacks a permission: ec2:DescribeVpcs.' });

/** The form as people meet it, from its opening to the end of an operation. */
const SCENES: Readonly<Record<string, Scene>> = {
  'while it opens': { handlers: { open: never } },
  'when it could not be opened': { handlers: { open: refusal({}) } },
  'before anybody has authenticated': {},
  'while AWS authenticates': { handlers: { authenticate: never }, play: authenticate },
  'when AWS has refused': { handlers: { authenticate: refusal({ field: 'roleArn' }) }, play: authenticate },
  'while lists load': {
    handlers: { listVpcs: never, listInstanceTypes: never, listKubernetesVersions: never },
    play: authenticated,
  },
  'when lists could not be loaded': {
    handlers: {
      listKubernetesVersions: denied,
      listServiceRoles: denied,
      listKeyPairs: denied,
      listVpcs: denied,
      listInstanceTypes: denied,
    },
    play: authenticated,
  },
  'with all lists, and everything opened': {
    play: async (form) => {
      await authenticated(form);
      await form.page.getByLabel('VPC', { exact: true }).selectOption('vpc-0a1b2c3d');
      await form.page.getByRole('row', { name: 'private-a' }).waitFor();
      await open(form);
    },
  },
  'with the search for instance types open': {
    play: async (form) => {
      await authenticated(form);
      await form.page.getByLabel('Instance type', { exact: true }).fill('m');
      await form.page.locator('[role=listbox] [role=option]').first().waitFor();
    },
  },
  'with all that is wrong': {
    play: async (form) => {
      await authenticated(form);
      await open(form);
      await form.page.getByLabel('Service CIDR', { exact: true }).fill('everywhere');
      await form.page.getByLabel('Tags', { exact: true }).fill('=');
      await button(form.page, 'Create Kubernetes cluster').click();
      await form.page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  'in Auto Mode': {
    play: async (form) => {
      await authenticated(form);
      await form.page.getByLabel('Compute', { exact: true }).selectOption('auto');
    },
  },
  'with findings of all kinds': {
    play: async (form) => {
      await authenticated(form);
      const rows = (['green', 'amber', 'unknown'] as const).map(found);
      await form.tell('preflight', [...CHECKS, ...rows]);
      await form.page.getByText('A green row').waitFor();
      await open(form);
    },
  },
  'while the cluster is created': {
    handlers: { open: () => Promise.resolve({ ...OPENING, operation: RUNNING }) },
  },
  'when that has failed': { handlers: { open: () => Promise.resolve({ ...OPENING, operation: FAILED }) } },
  'when the cluster is ready': {
    handlers: { open: () => Promise.resolve({ ...OPENING, operation: SUCCEEDED }) },
  },
};

describe('The form for everybody', () => {
  let chromium: EditorBrowser;

  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  for (const [when, { handlers, play }] of Object.entries(SCENES)) {
    it(`has nothing that axe-core minds, in four themes, ${when}`, async () => {
      const form = await openForm(chromium.browser, { handlers });
      const { page } = form;
      await page.locator('main > *').first().waitFor();
      await play?.(form);
      await page.evaluate(source);
      deepStrictEqual(await minded(page, 'everything'), []);
      for (const theme of THEMES.filter((name) => name !== 'dark')) {
        await wear(page, theme);
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
