import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { OperationView } from '../../../src/core/operation/view';
import type { Draft, Field } from '../../../src/core/cluster-form/draft';
import type { FormInit } from '../../../src/protocol/messages';
import type { Handlers } from '../../../src/protocol/rpc';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { FAILED, HANDLERS, OPENING, ROLE, RUNNING } from './fake-host';
import { openForm, type FormPage } from './form-page';

const PICTURES = '.vscode-test/screenshots';
const PROBLEM = { message: 'AWS has no room for it.', remedy: 'Choose another.' };

const failure = {
  message: 'Creating the node group failed.',
  cause:
    'AWS currently has no capacity for the instance type m5.large in the Availability Zones of the subnets.',
  remedy: 'Choose another instance type.',
  logicalId: 'NodeGroup',
};
const NODES_FAILED: OperationView = {
  ...FAILED,
  state: {
    kind: 'failed',
    failedAt: Date.now(),
    failure,
    leftovers: {
      kind: 'stack',
      stackName: 'eks-clusters-shop',
      cost: 'The control plane costs $0.10 per hour.',
    },
  },
};

/** Each is somewhere else: in a list that comes late, in a table, behind a section that is closed, in text of many lines. */
const FIELDS: readonly Field[] = [
  'instanceType',
  'otherTypes',
  'subnetIds',
  'securityGroupId',
  'serviceRoleArn',
  'kmsKeyArn',
  'addOns',
  'taints',
  'level',
];

describe('The form of a creation that failed', () => {
  let chromium: EditorBrowser;
  let form: FormPage;

  before(async () => {
    await mkdir(PICTURES, { recursive: true });
    chromium = await launchBrowser();
  });
  after(() => chromium.close());
  afterEach(() => form.page.close());

  const failed = async (
    field: Field | undefined,
    more: { draft?: Partial<Draft>; handlers?: Partial<Handlers> } = {},
  ) => {
    const authenticated = await HANDLERS.authenticate(
      { roleArn: ROLE, region: 'eu-central-1' },
      new AbortController().signal,
    );
    const draft = {
      ...OPENING.draft,
      ...{ roleArn: ROLE, name: 'shop', vpcId: 'vpc-0a1b2c3d', instanceType: 'm5.large' },
      ...more.draft,
    };
    const opening: FormInit = {
      ...OPENING,
      draft,
      session: { roleArn: ROLE, authenticated },
      operation: NODES_FAILED,
      retry: { plan: 'continue', ...(field && { fault: { field, problem: PROBLEM } }) },
    };
    form = await openForm(chromium.browser, {
      handlers: { open: () => Promise.resolve(opening), ...more.handlers },
    });
    await form.page.locator('#failure').waitFor();
    return form.page;
  };

  for (const field of FIELDS)
    it(`moves focus to ${field} and keeps it while lists load`, async () => {
      const gate = new EventEmitter();
      const late =
        <R extends keyof Handlers>(request: R): Handlers[R] =>
        async (...given) => {
          await once(gate, 'open');
          return (HANDLERS[request] as (...args: unknown[]) => never)(...given);
        };
      const page = await failed(field, {
        handlers: {
          ...{ listSubnets: late('listSubnets'), listSecurityGroups: late('listSecurityGroups') },
          ...{ listVpcs: late('listVpcs'), listInstanceTypes: late('listInstanceTypes') },
          listServiceRoles: late('listServiceRoles'),
        },
      });
      await problemOf(page, field).waitFor();
      await isLedTo(page, field);
      gate.emit('open');
      await page.getByRole('row', { name: 'private-a' }).waitFor();
      await isLedTo(page, field);
      match(await problemOf(page, field).innerText(), /AWS has no room for it\. Choose another\./);
    });

  it('shows the failure at the field with every available action', async () => {
    const page = await failed('instanceType');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    await page.screenshot({ path: join(PICTURES, 'failure-at-field.png') });
    const banner = page.locator('#failure');
    await page.evaluate('scrollTo(0, 0)');
    match(
      await banner.innerText(),
      /Creating the node group failed\.\s+AWS currently has no capacity for the instance type m5\.large/,
    );
    for (const button of ['Retry', 'Go to Field', 'Delete Everything'])
      ok(await isInView(page, banner.getByRole('button', { name: button })), button);
  });

  it('does not move focus when the user is doing something else', async () => {
    const gate = new EventEmitter();
    const page = await failed('instanceType', {
      handlers: { listKeyPairs: () => once(gate, 'open').then(() => [{ name: 'late' }]) },
    });
    await isLedTo(page, 'instanceType');
    await page.locator('#name').click();
    gate.emit('open');
    await page.locator('#keyPair option[value=late]').waitFor({ state: 'attached' });
    strictEqual(await page.evaluate('document.activeElement.id'), 'name');
  });

  it('shows the failure without a field if no field can fix it', async () => {
    for (const [field, draft] of [
      [undefined, {}],
      ['instanceType', { compute: 'auto' }],
    ] as const) {
      const page = await failed(field, { draft });
      await page.getByRole('row', { name: 'private-a' }).waitFor();
      strictEqual(await page.evaluate('document.activeElement.id'), 'failure');
      ok(await isInView(page, page.locator('#failure')));
      if (field === undefined) await page.close();
    }
  });

  it('follows the operation to every outcome, including a deletion', async () => {
    const page = await failed('instanceType');
    const headline = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
    const deletion: OperationView = { ...RUNNING, kind: 'delete', steps: RUNNING.steps.slice(0, 1) };
    await form.tell('operation', RUNNING);
    await headline('Creating shop in eu-central-1');
    await form.tell('operation', {
      ...RUNNING,
      state: { kind: 'succeeded', endedAt: 1, nodesReady: 3, notes: [] },
    });
    await headline('shop is ready');
    await form.tell('operation', { ...deletion, id: 'another', deletes: RUNNING.id });
    await headline('Deleting shop in eu-central-1');
    await page.screenshot({ path: join(PICTURES, 'deleting.png') });
    await form.tell('operation', {
      ...deletion,
      ...{ id: 'another', deletes: RUNNING.id },
      state: { kind: 'deleted', endedAt: 1, notes: [] },
    });
    await headline('shop is deleted');
    const progress = await page.locator('section[aria-labelledby=progress]').innerText();
    deepStrictEqual(
      [/Waiting/, /is ready/].filter((stale) => stale.test(progress)),
      [],
    );
    ok(await isInView(page, page.getByRole('button', { name: 'Create Another Like This' })));
  });
});

const problemOf = (page: Page, field: Field) => page.locator(`#${field}-problem`);

/** All of the field is in view, with its error, below the banner, and the focus is in it. */
async function isLedTo(page: Page, field: Field): Promise<void> {
  const place = page.locator('.field', { has: page.locator(`#${field}-label`) });
  strictEqual(await place.and(page.locator(':focus-within')).count(), 1, 'has the focus');
  ok(await isInView(page, problemOf(page, field)), 'has its error in view');
  const banner = await page.locator('#failure').boundingBox();
  const label = await page.locator(`#${field}-label`).boundingBox();
  ok(banner && label && label.y >= banner.y + banner.height, 'has its label below the banner');
}

async function isInView(page: Page, target: ReturnType<Page['locator']>): Promise<boolean> {
  const box = await target.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}
