import { EventEmitter, once } from 'node:events';
import type { Page } from 'playwright-core';
import type { ServiceRole, Subnet, InstanceType } from '../../src/core/ports/aws';
import { OPENING, ROLE } from '../e2e/form/fake-host';
import { openForm } from '../e2e/form/form-page';
import { launchBrowser, type EditorBrowser } from '../editor/browser';
import { median, type BenchOptions, type Row } from './row';

const ROLES: readonly ServiceRole[] = Array.from({ length: 300 }, (_, i) => ({
  arn: `arn:aws:iam::210987654321:role/service-${i}`,
  name: `service-${i}`,
  trustsEks: i % 3 === 0,
}));

const SUBNETS: readonly Subnet[] = Array.from({ length: 200 }, (_, i) => ({
  id: `subnet-${(0x1000_0000 + i).toString(16)}`,
  name: `private-${i}`,
  cidr: `10.0.${i}.0/24`,
  availabilityZone: `eu-central-1${'abc'[i % 3]}`,
  zoneId: `euc1-az${(i % 3) + 1}`,
  freeAddresses: 251,
  assignsPublicIp: false,
}));

const INSTANCE_TYPES: readonly InstanceType[] = Array.from({ length: 900 }, (_, i) => ({
  name: `m${i}.large`,
  vcpus: 2,
  memoryMib: 8192,
  amiType: i % 2 === 0 ? 'AL2023_x86_64_STANDARD' : 'AL2023_ARM_64_STANDARD',
}));

/**
 * Everything that the three lists show, as text in elements and nothing more: neither fields, nor events, nor focus.
 */
const PLAIN_LISTS = [
  `<select>${ROLES.map(({ arn, name }) => `<option value="${arn}">${name}</option>`).join('')}</select>`,
  `<table>${SUBNETS.map(({ id, name, cidr, availabilityZone, freeAddresses }) => `<tr><td><input type="checkbox" value="${id}"></td><td>${name}</td><td>${id}</td><td>${cidr}</td><td>${availabilityZone}</td><td>${freeAddresses}</td></tr>`).join('')}</table>`,
  `<datalist>${INSTANCE_TYPES.map(({ name, vcpus, memoryMib }) => `<option value="${name}">${vcpus} vCPU, ${memoryMib / 1024} GiB</option>`).join('')}</datalist>`,
].join('');

const SEARCH_GOAL = { name: 'goal', value: 100 };

/** How long the form takes to show a change with long lists, until it is painted. */
export async function formUpdate({ runs }: BenchOptions): Promise<readonly Row[]> {
  const chromium = await launchBrowser();
  try {
    const times: Times[] = [];
    for (let run = 0; run < runs; run++) times.push(await takeTimes(chromium));
    const name = 'the three lists again by innerHTML';
    const comparedWith = { name, value: median(times.map(({ innerHtml }) => innerHtml)) };
    const row = (what: string, time: (times: Times) => number) => ({
      name: `form: ${what}, painted`,
      unit: 'ms' as const,
      value: median(times.map(time)),
    });
    return [
      { ...row('last of 300 roles, 200 subnets, 900 types', ({ answer }) => answer), comparedWith },
      { ...row('a key typed with these lists', ({ key }) => key), comparedWith },
      { ...row('a key typed to search 900 types', ({ search }) => search), comparedWith: SEARCH_GOAL },
    ];
  } finally {
    await chromium.close();
  }
}

/** In milliseconds. */
interface Times {
  readonly answer: number;
  readonly key: number;
  /** With a letter that all of the types have. */
  readonly search: number;
  /** The alternative: no comparing with what is there, but the same lists built again. */
  readonly innerHtml: number;
}

async function takeTimes({ browser }: EditorBrowser): Promise<Times> {
  const host = new EventEmitter();
  const { page } = await openForm(browser, {
    handlers: {
      open: () =>
        Promise.resolve({ ...OPENING, draft: { ...OPENING.draft, roleArn: ROLE, vpcId: 'vpc-0a1b2c3d' } }),
      listServiceRoles: () => Promise.resolve(ROLES),
      listSubnets: () => Promise.resolve(SUBNETS),
      listInstanceTypes: async () => {
        await once(host, 'types');
        return INSTANCE_TYPES;
      },
    },
  });
  try {
    await page.getByRole('button', { name: 'Authenticate with AWS' }).click();
    await page
      .locator('#serviceRoleArn option')
      .nth(ROLES.length - 1)
      .waitFor({ state: 'attached' });
    await page.getByRole('row', { name: 'private-199' }).waitFor();

    const answer = await painted(page, 'message', () => host.emit('types'));
    await page.locator('#instanceType-facts').waitFor();
    const name = page.getByLabel('Kubernetes cluster name', { exact: true });
    const key = await painted(page, 'input', () => name.press('s'));
    const type = page.getByLabel('Instance type', { exact: true });
    await type.fill('');
    const search = await painted(page, 'input', () => type.press('m'));
    await page.getByRole('option', { name: 'm0.large' }).waitFor();
    return { answer, key, search, innerHtml: await plainLists(page) };
  } finally {
    await page.close();
  }
}

/** From the next such event, which `cause` brings about, until what it changed is on the screen. */
async function painted(page: Page, event: 'message' | 'input', cause: () => unknown): Promise<number> {
  await page.evaluate(`
    ${UNTIL_PAINTED}
    window.measured = new Promise((resolve) => {
      addEventListener('${event}', () => untilPainted(resolve), { once: true, capture: true });
    });
    undefined
  `);
  await cause();
  return page.evaluate('window.measured');
}

/** In the same page, with its styles: put in once, painted, then all of it put in again. */
function plainLists(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    ${UNTIL_PAINTED}
    const lists = ${JSON.stringify(PLAIN_LISTS)};
    const place = document.createElement('div');
    document.body.append(place);
    place.innerHTML = lists;
    untilPainted(() => {
      untilPainted(resolve);
      place.innerHTML = lists;
    });
  })`);
}

/** A frame's callbacks come before its painting, a message that they send comes after it. */
const UNTIL_PAINTED = `
  var untilPainted = (done) => {
    const start = performance.now();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - start);
    requestAnimationFrame(() => port2.postMessage(null));
  };
`;
