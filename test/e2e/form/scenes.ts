import type { Locator, Page } from 'playwright-core';
import type { Finding } from '../../../src/core/preflight';
import type { OperationView } from '../../../src/core/operation/view';
import type { Handlers } from '../../../src/protocol/rpc';
import { CHECKS, FAILED, OPENING, ROLE, RUNNING } from './fake-host';
import { refusal, type FormPage } from './form-page';

const never = () => new Promise<never>(() => undefined);

/** A state of the form, and how to reach it, in any language. */
export interface Scene {
  readonly handlers?: Partial<Handlers>;
  readonly play?: (form: FormPage) => Promise<void>;
}

/** A control by its id, which is the same in every language. */
const field = (page: Page, id: string) => page.locator(`#${id}`);
const button = (page: Page, text: string): Locator =>
  page.locator('vscode-button').filter({ hasText: text }).first();

async function authenticate({ page }: FormPage): Promise<void> {
  await field(page, 'roleArn').fill(ROLE);
  await button(page, 'Authenticate with AWS').click();
}

async function authenticated(form: FormPage): Promise<void> {
  await authenticate(form);
  await form.page.locator('.status, span').filter({ hasText: '210987654321' }).first().waitFor();
}

/** Everything that can be opened is open. */
async function open({ page }: FormPage): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((details) => (details.open = true))`);
}

function found(kind: Finding['kind']) {
  const finding: Finding =
    kind === 'passed'
      ? { kind, found: 'All is well.', lists: [] }
      : { kind, found: 'Something was found.', remedy: 'Do something about it.', lists: [] };
  return {
    id: kind === 'passed' ? 'vpc' : 'subnets',
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
export const SCENES: Readonly<Record<string, Scene>> = {
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
      await field(form.page, 'vpcId').selectOption('vpc-0a1b2c3d');
      await form.page.getByRole('row', { name: 'private-a' }).waitFor();
      await open(form);
    },
  },
  'with the search for instance types open': {
    play: async (form) => {
      await authenticated(form);
      await field(form.page, 'instanceType').fill('m');
      await form.page.locator('[role=listbox] [role=option]').first().waitFor();
    },
  },
  'with all that is wrong': {
    play: async (form) => {
      await authenticated(form);
      await open(form);
      await field(form.page, 'serviceIpv4Cidr').fill('everywhere');
      await field(form.page, 'tags').fill('=');
      await button(form.page, 'Create Kubernetes cluster').click();
      await form.page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  'in Auto Mode': {
    play: async (form) => {
      await authenticated(form);
      await field(form.page, 'compute').selectOption('auto');
    },
  },
  'with findings of all kinds': {
    play: async (form) => {
      await authenticated(form);
      const rows = (['passed', 'warning', 'unknown'] as const).map(found);
      await form.tell('checks', [...CHECKS, ...rows]);
      await form.page.getByText('A passed row').waitFor();
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
