import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { delimiter, dirname } from 'node:path';
import { temporaryFolder } from '../files/temporary-folder';
import { CLUSTER, Terminals } from './terminals';

const FOREIGN = 'users:\n- name: other\n  user: {exec: {command: evil-plugin}}\n';

describe('KUBECONFIG of a folder’s terminals', () => {
  const at = temporaryFolder();
  let terminals: Terminals;

  beforeEach(async () => {
    terminals = new Terminals(at('app', '.kube', 'config'), at('home'));
    await mkdir(dirname(terminals.path), { recursive: true });
  });

  const expected = () => [terminals.path, at('home', '.kube', 'config')].join(delimiter);

  async function addForeign(text = FOREIGN): Promise<void> {
    const present = await readFile(terminals.path, 'utf8');
    await writeFile(
      terminals.path,
      present.replace(/^users:\n/m, () => text),
    );
  }

  it('is not set without an entry of a cluster that is configured', async () => {
    strictEqual(await terminals.update(), undefined);
    await writeFile(terminals.path, FOREIGN);
    strictEqual(await terminals.update(), undefined);
    deepStrictEqual([terminals.asked, terminals.told], [[], []]);
  });

  it('names the file that we wrote, without a question', async () => {
    await terminals.writeOurs();
    strictEqual(await terminals.update(), expected());
    deepStrictEqual(terminals.asked, []);
  });

  it('is not set while the question is open, and then as the user answers', async () => {
    await terminals.writeOurs();
    await addForeign();
    const seen: unknown[] = [];
    terminals.answer = () => {
      seen.push(terminals.variable);
      return true;
    };
    strictEqual(await terminals.update(), expected());
    deepStrictEqual(seen, [undefined]);
    match(terminals.asked[0] ?? '', /in this folder’s terminals\?\n[\s\S]*run these programs:\nevil-plugin/);
  });

  it('is asked about once, in this window and the next, whatever the answer was', async () => {
    for (const isAgreed of [true, false]) {
      terminals = new Terminals(terminals.path, at('home'));
      await rm(terminals.path, { force: true });
      await terminals.writeOurs();
      await addForeign();
      terminals.answer = () => isAgreed;
      for (let event = 0; event < 3; event++) {
        strictEqual(await terminals.update(), isAgreed ? expected() : undefined);
        terminals.reload();
      }
      strictEqual(terminals.asked.length, 1);
    }
  });

  it('is asked about once while the question is open, however many events there are', async () => {
    await terminals.writeOurs();
    await addForeign();
    let events: Promise<unknown>[] = [];
    terminals.answer = () => {
      events = Array.from({ length: 5 }, () => terminals.update());
      return false;
    };
    await terminals.update();
    await Promise.all(events);
    strictEqual(terminals.asked.length, 1);
  });

  it('is asked about again for what is new, with all that there is', async () => {
    await terminals.writeOurs();
    await addForeign();
    await terminals.update();
    await addForeign('users:\n- name: b\n  user: {exec: {command: worse}}\n');
    terminals.answer = () => false;
    strictEqual(await terminals.update(), undefined);
    match(terminals.asked[1] ?? '', /worse\nevil-plugin/);
  });

  it('is asked about again for a terminal that the user opens', async () => {
    await terminals.writeOurs();
    await addForeign();
    terminals.answer = () => false;
    await terminals.update();
    strictEqual(await terminals.request(), false);
    terminals.answer = () => true;
    strictEqual(await terminals.request(), true);
    strictEqual(await terminals.update(), expected());
    strictEqual(terminals.asked.length, 3);
  });

  it('is not set for what was put into the file while the question was open', async () => {
    await terminals.writeOurs();
    await addForeign();
    terminals.answer = async () => {
      terminals.answer = () => false;
      await addForeign('users:\n- name: b\n  user: {exec: {command: worse}}\n');
      return true;
    };
    strictEqual(await terminals.update(), undefined);
    strictEqual(terminals.asked.length, 2);
  });

  it('is asked about where a name of the user’s own file would change its meaning', async () => {
    await terminals.writeOurs();
    await mkdir(at('home', '.kube'), { recursive: true });
    await writeFile(
      at('home', '.kube', 'config'),
      'contexts: [{name: shop, context: {cluster: mine, user: me}}]\n',
    );
    await terminals.update();
    match(terminals.asked[0] ?? '', /replace those in your own kubeconfig:\ncontext shop \(/);
  });

  it('lets the user choose a context of their own with kubectl after one question', async () => {
    await terminals.writeOurs();
    for (const context of ['prod', 'staging']) {
      const text = readFileSync(terminals.path, 'utf8');
      await writeFile(terminals.path, text.replace(/^current-context: .*$/m, `current-context: ${context}`));
      strictEqual(await terminals.update(), expected());
    }
    strictEqual(terminals.asked.length, 1);
  });

  it('is asked about where git tracks the file, and for each change of the context then', async () => {
    await terminals.writeOurs();
    await rm(at('app', '.kube', '.gitignore'));
    execFileSync('git', ['init', '--quiet'], { cwd: at('app') });
    execFileSync('git', ['add', '.'], { cwd: at('app') });
    await terminals.update();
    match(terminals.asked[0] ?? '', /Git tracks this file/);
    for (const context of ['prod', 'staging']) {
      const text = readFileSync(terminals.path, 'utf8');
      await writeFile(terminals.path, text.replace(/^current-context: .*$/m, `current-context: ${context}`));
      await terminals.update();
    }
    strictEqual(terminals.asked.length, 3);
  });

  it('needs no question for the user’s own file', async () => {
    await terminals.writeOurs();
    await addForeign();
    terminals.env['KUBECONFIG'] = terminals.path;
    strictEqual(await terminals.update(), terminals.path);
    deepStrictEqual(terminals.asked, []);
  });

  /** What the path may lead to. */
  const TRAPS: Readonly<Record<string, readonly [make: (path: string) => Promise<unknown>, why: RegExp]>> = {
    'text that cannot be parsed': [(path) => writeFile(path, `# ${CLUSTER.arn}\nusers: [`), /not valid YAML/],
    'an endless device': [(path) => symlink('/dev/zero', path), /not a regular file/],
    'a FIFO': [fifo, /not a regular file/],
    'a folder': [(path) => mkdir(path), /is a folder, not a file/],
    'a link to nothing': [(path) => symlink('nowhere', path), /^$/],
    'a file of 5 GB': [sparse, /larger than 5 MB/],
  };
  for (const [what, [make, why]] of Object.entries(TRAPS)) {
    it(`is not set for ${what}, and the user reads why once`, async () => {
      await make(terminals.path);
      for (let event = 0; event < 3; event++) strictEqual(await terminals.update(), undefined);
      match(terminals.told.join('\n'), why);
      ok(terminals.told.length <= 1);
      deepStrictEqual(terminals.asked, []);
    });
  }

  it('is not set for a path that names another file, and the user reads why once', async () => {
    await terminals.writeOurs();
    const { path } = terminals;
    const paths = [`${path}${delimiter}/tmp/evil`, `${path}\${pathSeparator}evil`, `${path}\0`];
    for (const each of paths) {
      for (let event = 0; event < 2; event++) strictEqual(await terminals.update(each), undefined);
    }
    strictEqual(terminals.told.length, paths.length);
    match(terminals.told.join('\n'), /separates the files[\s\S]*unknown or not set[\s\S]*control characters/);
  });

  it('is not set where the setting uses a variable that means nothing, and the user reads which, once', async () => {
    await terminals.writeOurs();
    for (let event = 0; event < 2; event++)
      strictEqual(await terminals.update('/app/${team}/config'), undefined);
    deepStrictEqual(terminals.told, [
      'The setting eks.kubeconfig.path uses ${team}, which is unknown or not set.',
    ]);
  });

  it('shows no more of a file than the user can read, and no character that hides any', async () => {
    await terminals.writeOurs();
    const users = Array.from(
      { length: 50 },
      (_, i) => `- name: u${i}\n  user: {exec: {command: "run-${i}"}}\n`,
    );
    const evil = `- name: x\n  user: {exec: {command: "a\\nSafe.\\u202Eb\\e[31m${'x'.repeat(1_000)}"}}\n`;
    await addForeign(`users:\n${evil}${users.join('')}`);
    await terminals.update();
    const [question = ''] = terminals.asked;
    match(question, /and 46 more/);
    doesNotMatch(question, /run-7|\nSafe|[\u202E\u001B]/);
    ok(question.length < 2_000);
  });
});

function fifo(path: string): Promise<void> {
  execFileSync('mkfifo', [path]);
  return Promise.resolve();
}

async function sparse(path: string): Promise<void> {
  await writeFile(path, '');
  await truncate(path, 5_000_000_000);
}
