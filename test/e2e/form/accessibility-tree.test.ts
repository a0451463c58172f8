import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { ROLE } from './fake-host';
import { openForm } from './form-page';

/** `SNAPSHOT=write npm run test:e2e -- --grep "accessibility tree"` writes it again; read the difference. */
const SNAPSHOT = 'test/fixtures/form-accessibility.txt';

/** What people type into, choose from or press. */
const CONTROLS: readonly string[] = [
  'button',
  'checkbox',
  'combobox',
  'group',
  'link',
  'spinbutton',
  'textbox',
];

interface Value {
  readonly value?: unknown;
}
/** A node of Chromium's accessibility tree, as far as it is read here. */
interface AxNode {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly ignored: boolean;
  readonly role?: Value;
  readonly name?: Value;
  readonly description?: Value;
  readonly properties?: readonly { readonly name: string; readonly value: Value }[];
}

describe('The accessibility tree of the form', () => {
  let chromium: EditorBrowser;

  before(async () => {
    chromium = await launchBrowser();
  });
  after(() => chromium.close());

  it('has the role, name, description and invalid state of every control, as they were agreed on', async () => {
    const { page } = await openForm(chromium.browser);
    await page.getByLabel('Role ARN', { exact: true }).fill(ROLE);
    await page.getByRole('button', { name: 'Authenticate with AWS' }).click();
    await page.getByText('Account 210987654321, region').waitFor();
    await page.getByLabel('VPC', { exact: true }).selectOption('vpc-0a1b2c3d');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    await page.getByText('Advanced', { exact: true }).click();
    const filled = await controls(page);

    await page.getByLabel('Service CIDR', { exact: true }).fill('everywhere');
    await page.getByLabel('Node count', { exact: true }).fill('0');
    await page.getByRole('button', { name: 'Create Kubernetes cluster' }).click();
    await page.locator('[aria-invalid=true]').first().waitFor();
    const wrong = (await controls(page)).filter((line) => line.includes('[invalid]'));
    await page.close();

    const found = `${['The form, signed in', ...filled, '', 'What is wrong, once Create was chosen', ...wrong].join('\n')}\n`;
    if (process.env['SNAPSHOT'] === 'write') await writeFile(SNAPSHOT, found);
    deepStrictEqual(found.split('\n'), (await readFile(SNAPSHOT, 'utf8')).split(/\r?\n/));
    for (const line of [...filled, ...wrong]) ok(!line.includes('""'), `has no name: ${line}`);
  });
});

/** A line for each control, from top to bottom. */
async function controls(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly AxNode[] };
  await session.detach();
  return inOrder(nodes)
    .filter(({ ignored, role }) => !ignored && CONTROLS.includes(text(role)))
    .map(({ role, name, description, properties = [] }) => {
      const is = (property: string) =>
        properties.some(
          (each) => each.name === property && ![false, 'false'].includes(each.value.value as string),
        );
      const states = ['invalid', 'disabled'].filter(is).map((state) => ` [${state}]`);
      const says = text(description) === '' ? '' : `: ${text(description)}`;
      return `${text(role)} ${JSON.stringify(text(name))}${states.join('')}${says}`;
    });
}

/** As the page has them; the choices of a drop-down are not controls of their own. */
function inOrder(nodes: readonly AxNode[]): readonly AxNode[] {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const below = (node: AxNode): readonly AxNode[] => [
    node,
    ...(text(node.role) === 'combobox' ? [] : (node.childIds ?? [])).flatMap((id) => {
      const child = byId.get(id);
      return child ? below(child) : [];
    }),
  ];
  const [root] = nodes;
  return root ? below(root) : [];
}

function text(value: Value | undefined): string {
  return typeof value?.value === 'string' ? value.value.replace(/\s+/g, ' ').trim() : '';
}
