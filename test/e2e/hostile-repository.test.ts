import { deepStrictEqual, match, ok, rejects, strictEqual } from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { harmIn } from '../fakes/hostile-text';
import { Attacker } from './attacker';
import { eventually } from './eventually';
import { HostileRepository, LINK, PROFILE } from './hostile-repository';
import { installEchoExtension } from './echo-extension';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

/** What VS Code draws for a link that is clicked, in whatever it shows. */
const LINKS = 'a[href], [data-href], [role="link"]';

describe('A hostile repository that the user trusts', () => {
  let workspace: TestWorkspace;
  let attacker: Attacker;
  let repository: HostileRepository;
  let workbench: Workbench;
  let linkCanary: string;
  /** Created when the user's own profile is used. */
  let profileCanary: string;

  before(async () => {
    attacker = await Attacker.start();
    // VS Code's own extension may run git in any folder.
    workspace = await TestWorkspace.create({ settings: { 'git.enabled': false } });
    repository = await HostileRepository.make(workspace.folder, attacker);
    linkCanary = join(workspace.home, '../link-canary');
    await installEchoExtension(join(workspace.home, '../extensions'), `Look: ${LINK}`, linkCanary);
    profileCanary = join(workspace.home, '../profile-canary');
    await writeProfile();
    workbench = await workspace.open('nothing');
  });

  useSequentialTests(() => ({ workspace, workbench }));

  after(() => attacker.stop());

  describe('can attack tools that do not check', () => {
    beforeEach(() => repository.reset());

    it('makes git run a program', async () => {
      const args = ['-c', 'safe.directory=*', 'ls-files', '--error-unmatch', 'config.yaml'];
      spawnSync('git', args, { cwd: repository.at('decoy/x') });
      await access(repository.gitCanary);
    });

    it('makes git report that it does not track the kubeconfig', () => {
      const args = ['ls-files', '--error-unmatch', 'config'];
      strictEqual(spawnSync('git', args, { cwd: repository.at('stolen/.kube') }).status, 128);
    });

    it('makes kubectl send the user’s token to the attacker', async () => {
      await kubectl('stolen', repository.at('stolen/.kube/config'));
      match(attacker.heard.join('\n'), /Bearer mine/);
    });

    it('makes kubectl do so through a second file in what looks like one path', async () => {
      await kubectl('list', repository.at('list/.kube/config:.kube/evil'));
      match(attacker.heard.join('\n'), /Bearer mine/);
    });

    it('contains a file that looks empty and never ends', async () => {
      const path = repository.at('endless/.kube/config');
      strictEqual((await stat(path)).size, 0);
      const most = 10_000_000;
      let bytes = 0;
      for await (const chunk of createReadStream(path, { end: most - 1 })) bytes += (chunk as Buffer).length;
      strictEqual(bytes, most);
    });

    it('contains a file whose reader waits for a writer', async () => {
      const path = repository.at('silent/.kube/config');
      const reader = execFile('cat', [path]);
      await once(reader, 'spawn');
      strictEqual(reader.exitCode, null);
      await writeFile(path, '');
      deepStrictEqual(await once(reader, 'exit'), [0, null]);
    });

    it('makes VS Code run a command through a link in a notification', async () => {
      await workbench.run('Parrot: Say');
      const link = workbench
        .notification('Look: Fix')
        .locator('.notification-list-item-message')
        .locator(LINKS);
      await link.click();
      await eventually(() => access(linkCanary));
      await workbench.page.close();
      await rm(linkCanary);
      await repository.reset();
    });
  });

  describe('cannot attack the extension', () => {
    it('does not get its kubeconfigs into a terminal without the user’s answer', async () => {
      workbench = await workspace.open({ workspace: repository.workspace });
      // In whichever order they come.
      const asked = [await refuseNext(), await refuseNext()];
      deepStrictEqual(asked.sort(), ['decoy', 'stolen']);
      await workbench.openClustersView();
      strictEqual(await variableIn('stolen'), '[]\n');
    });

    it('gets no link into notifications or rows through its names', async () => {
      const messages = workbench.page.locator('.notification-list-item-message');
      const said: string[] = [];
      // The list shows as many as have room.
      await eventually(async () => {
        await workbench.run('Notifications: Show Notifications');
        said.push(...(await messages.allInnerTexts()));
        await isHarmless(messages);
        await workbench.page.keyboard.press('Delete');
        for (const text of [/choose how you access AWS/, /config:\.kube\/evil/, /endless/, /silent/])
          match(said.join('\n'), text);
      });
      await workbench.run('Notifications: Clear All Notifications');
      await workbench.row(/^stranger.*Access not yet allowed/).waitFor();
      await workbench.row(/^stolen.*· stolen \[Fix\] \(command:parrot\.run\)/).waitFor();
      await workbench.row(/^eks\.clusters\[2\]: name/).waitFor();
      await workbench.row(/^trap/).click();
      await workbench.row(/with its URL and CA certificate is stored on this machine\./).waitFor();
      await isHarmless(workbench.page.locator('.pane-body').getByRole('treeitem'));
    });

    it('gets no role assumed and no profile used, with rows expanded or not', async () => {
      for (const name of ['stranger', 'stolen']) {
        await workbench.row(new RegExp(`^${name}`)).click();
        await workbench.row(`how cluster ${name} is accessed, and you have not allowed that yet`).waitFor();
      }
      deepStrictEqual(await assumedRoles(), []);
    });

    it('does not block the window', async () => {
      await workbench.run('EKS: Create Cluster…');
      await workbench.form.getByLabel('External ID', { exact: true }).waitFor();
      await workbench.closeEditor();
    });

    it('has run no program and reached no server', async () => {
      for (const canary of [repository.gitCanary, linkCanary, profileCanary])
        await rejects(access(canary), { code: 'ENOENT' });
      deepStrictEqual(attacker.heard, []);
      deepStrictEqual(await assumedRoles(), []);
    });

    it('gets its role and profile used after the user reviewed and allowed them', async () => {
      await workbench.row(/^stranger/).click({ button: 'right' });
      await workbench.page.getByRole('menuitem', { name: 'Review Access…' }).hover();
      await workbench.page.keyboard.press('Enter');
      const question = workbench.page.getByRole('dialog', { name: 'Allow this access to cluster stranger?' });
      await question
        .getByText(/role\/eks-provision in account 666666666666/)
        .first()
        .waitFor();
      await question.getByText(`Your AWS profile ${PROFILE}`).first().waitFor();
      await isHarmless(question);
      await question.getByRole('button', { name: 'Allow' }).click();
      await eventually(() => access(profileCanary));
      await eventually(async () => ok((await assumedRoles()).length > 0));
    });

    it('gets its kubeconfig used after the user reviewed and allowed what is new in it', async () => {
      await writeFile(repository.at('stolen/.kube/config'), repository.stealing('https://127.0.0.1:2'));
      const question = workbench.page.getByRole('dialog', { name: /stolen.*in this folder’s terminals\?/ });
      await question
        .getByText(/cluster minikube/)
        .first()
        .waitFor();
      await question.getByRole('button', { name: 'Use It' }).click();
      await eventually(async () => match(await variableIn('stolen'), /stolen\/\.kube\/config/));
    });
  });

  async function writeProfile(): Promise<void> {
    const { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey } = workspace.sandbox.env;
    const program = join(workspace.home, 'credentials');
    const answer = JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey });
    await writeFile(program, `#!/bin/sh\ntouch '${profileCanary}'\necho '${answer}'\n`, { mode: 0o755 });
    await mkdir(join(workspace.home, '.aws'));
    const config = `[profile ${PROFILE}]\ncredential_process = ${program}\n`;
    await writeFile(join(workspace.home, '.aws/config'), config);
  }

  /** What a user has in a terminal whose `KUBECONFIG` names that first, without a certificate of this machine. */
  async function kubectl(folder: string, first: string): Promise<void> {
    const env = {
      ...{ PATH: process.env['PATH'], HOME: workspace.home },
      KUBECONFIG: `${first}:${join(workspace.home, '.kube/config')}`,
    };
    await promisify(execFile)('kubectl', ['get', '--raw', '/version'], { env, cwd: repository.at(folder) });
  }

  /** Refuses a kubeconfig. @returns the folder that it is of */
  async function refuseNext(): Promise<string> {
    const question = workbench.page.getByRole('dialog', { name: /in this folder’s terminals\?/ });
    await question.waitFor();
    await isHarmless(question);
    const [, folder = ''] = /\/app\/(\w+)\//.exec(await question.innerText()) ?? [];
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.filter({ hasText: `/app/${folder}/` }).waitFor({ state: 'detached' });
    return folder;
  }

  /** `KUBECONFIG` of a new terminal in that folder. */
  async function variableIn(folder: string): Promise<string> {
    await workbench.run('Terminal: Create New Terminal');
    const option = workbench.page.locator('.quick-input-list').getByRole('option', { name: folder });
    await option.first().click();
    const file = `${folder}/variable.txt`;
    await rm(repository.at(file), { force: true });
    await workbench.typeInTerminal('echo "[$KUBECONFIG]" > variable.txt');
    await eventually(async () => match(await workspace.read(file), /\n$/));
    return workspace.read(file);
  }

  async function assumedRoles(): Promise<readonly object[]> {
    return (await workspace.sandbox.requests()).filter(({ action }) => action === 'AssumeRole');
  }

  async function isHarmless(shown: Locator): Promise<void> {
    strictEqual(await shown.locator(LINKS).count(), 0);
    const texts = await shown.allInnerTexts();
    for (const element of await shown.all()) texts.push((await element.getAttribute('aria-label')) ?? '');
    ok(texts.join('').length > 0);
    deepStrictEqual(
      texts.flatMap((text) => text.split('\n')).flatMap((line) => harmIn(line) ?? []),
      [],
    );
  }
});
