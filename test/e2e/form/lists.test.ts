import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { InstanceType } from '../../../src/core/ports/aws';
import type { Handlers } from '../../../src/protocol/rpc';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { ROLE } from './fake-host';
import { description, openForm, refusal, type FormPage } from './form-page';

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const options = (page: Page) => page.getByRole('listbox').getByRole('option');

const MANY: readonly InstanceType[] = Array.from({ length: 900 }, (_, i) => ({
  name: `m${Math.floor(i / 10)}i.${i % 10}xlarge`,
  vcpus: 4 * ((i % 10) + 1),
  memoryMib: 16_384,
  amiType: 'AL2023_x86_64_STANDARD',
}));

/** The value of each list's field where it has to be typed. */
const TYPED: Readonly<Record<string, string>> = {
  'Kubernetes version': '1.35',
  'Service role': 'arn:aws:iam::210987654321:role/eks-service',
  'Key pair name': 'ops',
  VPC: 'vpc-0a1b2c3d',
  Subnets: 'subnet-0000000a, subnet-0000000c',
  'Security group': 'sg-00000001',
  'Instance type': 'm6i.large',
};

describe('The lists of the form, in a browser', () => {
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

  const authenticated = async (handlers: Partial<Handlers> = {}): Promise<Page> => {
    form = await openForm(chromium.browser, { handlers });
    const { page } = form;
    await field(page, 'Role ARN').fill(ROLE);
    await page.getByRole('button', { name: 'Authenticate with AWS' }).click();
    await page.getByText('Account 210987654321, region eu-central-1').waitFor();
    return page;
  };

  it('explain each choice', async () => {
    const page = await authenticated();
    deepStrictEqual(await grouped(field(page, 'Kubernetes version')), {
      'Standard support': [
        '1.35 (standard support for 489 more days)',
        '1.34 (standard support for 374 more days)',
      ],
      'Extended support': [
        '1.31 (extended support: $0.60 an hour instead of $0.10, until November 26, 2026)',
      ],
    });
    deepStrictEqual(await choices(field(page, 'VPC')), [
      'Select a VPC',
      'main (vpc-0a1b2c3d, 10.0.0.0/16, 100.64.0.0/16)',
      'Default VPC (vpc-99999999, 172.31.0.0/16), DNS hostnames off',
    ]);
    await field(page, 'VPC').selectOption('vpc-0a1b2c3d');
    await page.getByRole('row', { name: 'private-a' }).waitFor();
    deepStrictEqual(await choices(field(page, 'Security group')), [
      'Select a security group',
      'default (sg-00000001): default VPC security group',
      'web (sg-00000002): Web servers',
    ]);
    match(await page.getByRole('row', { name: 'public-a' }).innerText(), /Public\s+4,091/);
    match(await page.getByRole('row', { name: 'private-b' }).innerText(), /Private\s+4,091/);
    deepStrictEqual(await choices(field(page, 'Key pair name')), ['No key pair', 'ops']);
  });

  it('sort service roles again when the compute changes', async () => {
    const page = await authenticated();
    const roles = field(page, 'Service role');
    deepStrictEqual(await grouped(roles), {
      'Fit this cluster': ['eks-service'],
      'Do not fit this cluster': [
        'eks-bare (lacks AmazonEKSClusterPolicy)',
        'ci (does not trust eks.amazonaws.com)',
      ],
    });
    await field(page, 'Compute').selectOption('auto');
    const unfit = (await grouped(roles))['Do not fit this cluster'] ?? [];
    strictEqual(unfit[0], 'eks-service (does not let EKS tag its sessions)');
    match(unfit[1] ?? '', /^eks-bare \(lacks AmazonEKSClusterPolicy, AmazonEKSComputePolicy, /);
  });

  it('suggest bundled versions, marked as possibly outdated, if EKS cannot be called', async () => {
    const page = await authenticated({ listKubernetesVersions: refusal({}) });
    const version = field(page, 'Kubernetes version');
    strictEqual(await version.inputValue(), '');
    await page.getByText(/the suggestions are from \w+ \d+, \d{4} and may be out of date/).waitFor();
    ok((await page.locator('#kubernetesVersion-suggestions option').count()) > 0);
    await version.fill('1');
    await version.blur();
    await page.locator('#kubernetesVersion-problem').getByText('Enter a version such as 1.35.').waitFor();
  });

  it('become free text with a reason if they could not be loaded', async () => {
    const denied = refusal({ message: 'The role may not read it.' });
    const page = await authenticated({
      ...{ listKubernetesVersions: denied, listServiceRoles: denied, listKeyPairs: denied, listVpcs: denied },
      ...{ listSubnets: denied, listSecurityGroups: denied, listInstanceTypes: denied },
    });
    await field(page, 'VPC').fill('vpc-0a1b2c3d');
    await field(page, 'VPC').blur();
    await page.locator('#subnetIds-list').waitFor();
    for (const [label, typed] of Object.entries(TYPED)) {
      await field(page, label).fill(typed);
      await field(page, label).blur();
      strictEqual(await field(page, label).getAttribute('aria-invalid'), null, label);
      match(await description(page, field(page, label)), /The role may not read it\. Do it again\./, label);
    }
  });

  describe('of instance types', () => {
    it('can be searched by words and used with the keyboard', async () => {
      const page = await authenticated();
      const type = field(page, 'Instance type');
      await type.fill('');
      await page.keyboard.type('arm 2 vcpu');
      await options(page).first().waitFor();
      strictEqual(await type.getAttribute('aria-expanded'), 'true');
      deepStrictEqual(await active(page, type), 'm7g.large 2 vCPU 8 GiB arm64 up to 29 pods');
      await page.keyboard.press('Enter');
      strictEqual(await type.inputValue(), 'm7g.large');
      strictEqual(await type.getAttribute('aria-expanded'), 'false');
      strictEqual(await page.evaluate('document.activeElement.id'), 'instanceType');
      match(await page.locator('#instanceType-facts').innerText(), /^2 vCPU, 8 GiB, arm64/);
    });

    it('can be navigated with arrows, Home and End, and closed with Escape', async () => {
      const page = await authenticated();
      const type = field(page, 'Instance type');
      await type.focus();
      strictEqual(await type.getAttribute('aria-expanded'), 'false');
      const seen: (string | undefined)[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
        await page.keyboard.press(key);
        seen.push((await active(page, type))?.split(' ')[0]);
      }
      // It opens at what is chosen, and is a ring.
      deepStrictEqual(seen, ['m5.large', 'm7g.large', 'g5.xlarge', 'm7g.large', 'g5.xlarge', 'm7g.large']);
      await page.keyboard.press('Escape');
      strictEqual(await options(page).count(), 0);
      strictEqual(await type.inputValue(), 'm5.large');
    });

    it('can be used with the mouse, and closes when it loses focus', async () => {
      const page = await authenticated();
      const type = field(page, 'Instance type');
      await type.click();
      await options(page).filter({ hasText: 'g5.xlarge' }).click();
      strictEqual(await type.inputValue(), 'g5.xlarge');
      match(await page.locator('#instanceType-facts').innerText(), /1 × NVIDIA A10G.*only in eu-central-1a$/);
      await type.click();
      await field(page, 'Node count').focus();
      strictEqual(await options(page).count(), 0);
    });

    it('limits the shown entries and shows the total', async () => {
      const page = await authenticated({ listInstanceTypes: () => Promise.resolve(MANY) });
      const type = field(page, 'Instance type');
      await type.click();
      strictEqual(await options(page).count(), 50);
      await page.getByText('850 more: type to narrow the list.').waitFor();
      await page.keyboard.type('m42i');
      strictEqual(await options(page).count(), 10);
      await type.fill('m42i quantum');
      await page.getByText('No instance type in this region matches.').waitFor();
    });
  });
});

/** What a screen reader reads as the option that Enter would choose. */
async function active(page: Page, combobox: Locator): Promise<string | undefined> {
  const id = await combobox.getAttribute('aria-activedescendant');
  return id === null ? undefined : ((await page.locator(`#${id}`).textContent()) ?? undefined);
}

function choices(select: Locator): Promise<readonly string[]> {
  return select.locator('option').allInnerTexts();
}

/** The choices below each heading. */
async function grouped(select: Locator): Promise<Readonly<Record<string, readonly string[]>>> {
  const groups = await select.locator('optgroup').all();
  return Object.fromEntries(
    await Promise.all(
      groups.map(async (group) => [await group.getAttribute('label'), await choices(group)] as const),
    ),
  ) as Record<string, readonly string[]>;
}
