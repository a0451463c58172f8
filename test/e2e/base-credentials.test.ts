import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { filesBelow } from '../secrets/files';
import { findSecrets } from '../secrets/find-secrets';
import { eventually } from './eventually';
import { startSandboxProcess } from './sandbox';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

/** Two profiles that refer to each other, so neither can sign in. */
const LOOP = ['a', 'b']
  .map((name) => `[profile ${name}]\nrole_arn = arn:aws:iam::222222222222:role/x\nsource_profile = `)
  .join('b\n\n')
  .concat('a\n');

const TEAM = `
[profile team]
role_arn = arn:aws:iam::222222222222:role/eks-provision
credential_source = Environment
external_id = of-the-team
`;

const WORK = `
[profile work]
sso_session = company
sso_account_id = 111111111111
sso_role_name = Developer

[sso-session company]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-central-1
`;

/** Does what `aws sso login` does once the user has agreed in the browser, and only when called like that. */
const AWS_CLI = `#!/usr/bin/env node
const { createHash } = require('node:crypto');
const { mkdirSync, writeFileSync } = require('node:fs');
if (process.argv.slice(2).join(' ') !== 'sso login --profile=work') process.exit(1);
const entry = { startUrl: 'https://example.awsapps.com/start', region: 'eu-central-1', expiresAt: '2999-01-01T00:00:00Z' };
fetch(process.env.AWS_ENDPOINT_URL + '/_sandbox/sign-in', { method: 'POST' })
  .then((answer) => answer.json())
  .then((person) => {
    const cache = process.env.HOME + '/.aws/sso/cache/';
    mkdirSync(cache, { recursive: true });
    const name = createHash('sha1').update('company').digest('hex');
    writeFileSync(cache + name + '.json', JSON.stringify({ ...entry, ...person }));
  });
`;

describe('Base credentials', () => {
  let workspace: TestWorkspace;
  let programs: string;
  let workbench: Workbench;
  const source = (name: RegExp) => workbench.page.getByRole('option', { name });
  const showsAccount = (id: string) =>
    eventually(async () => strictEqual(await workbench.field('Account ID').inputValue(), id));

  before(async () => {
    programs = await mkdtemp(join(tmpdir(), 'eks-programs-'));
    await writeFile(join(programs, 'aws'), AWS_CLI, { mode: 0o755 });
    workspace = await TestWorkspace.create({
      sandbox: async () => {
        const sandbox = await startSandboxProcess({ speed: 120 });
        const PATH = [programs, process.env['PATH']].join(delimiter);
        return { ...sandbox, env: { ...sandbox.env, PATH } };
      },
    });
    await workspace.sandbox.trust('of-the-team');
    await mkdir(join(workspace.home, '.aws'));
    await writeFile(join(workspace.home, '.aws/config'), LOOP);
    workbench = await workspace.open();
    await workbench.run('EKS: Create Cluster…');
    await showsAccount('111111111111');
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  after(() => rm(programs, { recursive: true }));

  it('are chosen in a picker that shows the identity of each source and lists profiles added later', async () => {
    await workbench.form.getByRole('link', { name: 'Configure Authentication' }).click();
    await source(/Default chain.*in use.*arn:aws:iam::111111111111:user\/developer/).waitFor();
    await source(/^a,.*source_profile is circular/).waitFor();
    await source(/Access key.*No key is stored/).waitFor();
    await writeFile(join(workspace.home, '.aws/config'), LOOP + TEAM);
    await source(/^team,.*Account 222222222222, .*assumed-role\/eks-provision/).click();
    await showsAccount('222222222222');
  });

  it('can be an access key that is typed once, with surrounding spaces', async () => {
    const { accessKeyId, secretAccessKey } = workspace.sandbox.administrator;
    await workbench.run('EKS: Configure Authentication…');
    await source(/^Access key/).click();
    const input = workbench.page.locator('.quick-input-widget input');
    await workbench.page.getByText('Access key ID').first().waitFor();
    await input.fill('AKIA');
    await input.press('Enter');
    await workbench.page.getByText('at least 16 letters and digits').first().waitFor();
    await input.fill(`  ${accessKeyId} `);
    await input.press('Enter');
    await workbench.page.getByText('Secret access key').first().waitFor();
    await input.fill(` ${secretAccessKey} `);
    await input.press('Enter');
    await showsAccount('111111111111');
    await workbench.run('EKS: Configure Authentication…');
    const row = source(/Access key.*in use.*arn:aws:iam::111111111111:user\/administrator/);
    await row.hover();
    const found = findSecrets([secretAccessKey], await filesBelow(join(workspace.home, '..')));
    deepStrictEqual(found, []);
    await row.getByRole('button', { name: 'Forget the Access Key' }).click();
    await workbench.notification('The access key was removed from this machine.').waitFor();
    await workbench.run('EKS: Configure Authentication…');
    await source(/Default chain.*in use/).waitFor();
    await source(/Access key.*No key is stored/).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('from IAM Identity Center continue automatically after the user signs in', async () => {
    await writeFile(join(workspace.home, '.aws/config'), LOOP + TEAM + WORK);
    await workbench.run('EKS: Configure Authentication…');
    await source(/^work,.*not signed in to IAM Identity Center/).click();
    await showsAccount('');
    await workbench.form.getByRole('link', { name: 'Sign In' }).first().click();
    await showsAccount('111111111111');
  });
});
