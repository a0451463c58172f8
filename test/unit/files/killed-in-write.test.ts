import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import * as editor from '../../../src/core/kubeconfig';
import { IdentityFile } from '../../../src/files/identity-file';
import { FileJournal } from '../../../src/files/journal';
import { KubeconfigFiles } from '../../../src/files/kubeconfig-file';
import { anOperation } from '../../fakes/operation';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

/** Where a write can be cut short. */
const POINTS = ['opened', 'half written', 'written', 'synced', 'renamed'] as const;
type Point = (typeof POINTS)[number];

/** Has the process die at that point of writing its first file of that name, of which it tells before. */
function dieWhen(point: Point, name: string): string {
  return `
    const fs = require('node:fs/promises');
    const { open, rename } = fs;
    const die = () => { require('node:fs').writeSync(1, 'died\\n'); process.kill(process.pid, 'SIGKILL'); };
    const reach = (point) => { if (point === ${JSON.stringify(point)}) die(); };
    fs.open = async (path, ...rest) => {
      const file = await open(path, ...rest);
      if (!String(path).includes(${JSON.stringify(`.${name}.`)})) return file;
      const { writeFile, sync } = file;
      file.writeFile = async (content) => {
        if (${JSON.stringify(point)} === 'half written') {
          await writeFile.call(file, content.slice(0, content.length / 2));
          die();
        }
        await writeFile.call(file, content);
        reach('written');
      };
      file.sync = async () => { await sync.call(file); reach('synced'); };
      reach('opened');
      return file;
    };
    fs.rename = async (from, to) => { await rename(from, to); if (to.endsWith(${JSON.stringify(name)})) reach('renamed'); };
    require('node:module').syncBuiltinESMExports();`;
}

const CLUSTER = {
  arn: 'arn:aws:eks:eu-central-1:222222222222:cluster/demo',
  name: 'demo',
  endpoint: 'https://demo.example',
  certificateAuthority: 'Q0E=',
};
const FOREIGN = 'apiVersion: v1\nkind: Config\nclusters: [] # mine\n';

/** Each takes a process of its own: 200 in `npm run test:deep`. */
const KILLS = fc.readConfigureGlobal().numRuns === 5_000 ? 200 : 6;

describe('A process that is killed while it writes', function () {
  this.timeout(60_000);
  const at = temporaryFolder();
  const reached = new Map<Point, number>();

  /** Otherwise the process says something else, or nothing. */
  async function diesAt(point: Point, name: string, script: string): Promise<void> {
    const other = OtherProcess.start(`${dieWhen(point, name)}\n${script}\nsay('survived');`);
    deepStrictEqual(await other.line(), 'died');
    await other.end();
    reached.set(point, (reached.get(point) ?? 0) + 1);
  }

  after(() => console.log(`      ${[...reached].map(([point, count]) => `${point}: ${count}`).join(', ')}`));

  for (const point of POINTS) {
    it(`leaves an operation before or after the write, and the next window cleans up: ${point}`, async () => {
      const [before, after] = [anOperation({ id: 'one' }), anOperation({ id: 'one', attached: true })];
      const journal = new FileJournal(at(), (error) => {
        throw error;
      });
      await journal.save(before);
      await diesAt(
        point,
        'one.json',
        `const { FileJournal } = load('files/journal');
        await new FileJournal(${JSON.stringify(at())}, say).save(${JSON.stringify(after)});`,
      );
      deepStrictEqual(await journal.load(), [point === 'renamed' ? after : before]);
      await journal.end(after);
      deepStrictEqual(await readdir(at('operations')), []);
    });

    it(`leaves a kubeconfig before or after the write, and the next edit cleans up: ${point}`, async () => {
      await mkdir(at('.kube'));
      const path = at('.kube', 'config');
      await writeFile(path, FOREIGN);
      const request = {
        ...{ level: { kind: 'user' } as const, path, cluster: CLUSTER, setCurrentContext: false },
        user: { kind: 'service-account', token: 'secret' } as const,
      };
      await diesAt(
        point,
        'config',
        `const { KubeconfigFiles } = load('files/kubeconfig-file');
        await new KubeconfigFiles(async () => load('core/kubeconfig/index'), {}, '/nowhere').write(${JSON.stringify(request)}, 'elsewhere');`,
      );
      const left = await readFile(path, 'utf8');
      if (point === 'renamed') ok(left.startsWith('apiVersion: v1') && left.includes('demo.example'));
      else deepStrictEqual(left, FOREIGN);
      // Its heartbeat has stopped ten seconds ago.
      await utimes(at('.kube', 'config.lock'), 1, 1);
      await new KubeconfigFiles(() => Promise.resolve(editor), {}, '/nowhere').write(
        { ...request, user: { kind: 'service-account', token: 'another' } },
        'elsewhere',
      );
      deepStrictEqual(await readdir(at('.kube')), ['config']);
      ok((await readFile(path, 'utf8')).includes('# mine'));
    });

    it(`leaves an identity before or after the write, and the next edit cleans up: ${point}`, async () => {
      const identity = { installation: 'a'.repeat(32), externalId: 'b'.repeat(40) };
      const file = new IdentityFile(at(), () => identity);
      await file.read();
      await diesAt(
        point,
        'identity.json',
        `const { IdentityFile } = load('files/identity-file');
        await new IdentityFile(${JSON.stringify(at())}).replaceExternalId('of-the-team');`,
      );
      await utimes(at('identity.json.lock'), 1, 1);
      strictEqual((await file.read()).externalId, point === 'renamed' ? 'of-the-team' : identity.externalId);
      await file.replaceExternalId('another');
      deepStrictEqual(await readdir(at()), ['identity.json']);
    });
  }

  it('leaves a whole kubeconfig, the old or the new, at whatever moment it is killed', async function () {
    this.timeout(KILLS * 10_000);
    const path = at('config');
    const entry = { level: { kind: 'user' }, path, cluster: CLUSTER, setCurrentContext: false } as const;
    const user = (token: string) => ({ kind: 'service-account', token }) as const;
    const files = new KubeconfigFiles(() => Promise.resolve(editor), {}, '/nowhere');
    await files.write({ ...entry, user: user('even') }, 'elsewhere');
    const even = await readFile(path, 'utf8');
    const wholes = new Set([even, even.replace('even', 'odd')]);
    for (let kill = 0; kill < KILLS; kill++) {
      const other = OtherProcess.start(`
        const { KubeconfigFiles } = load('files/kubeconfig-file');
        const files = new KubeconfigFiles(async () => load('core/kubeconfig/index'), {}, '/nowhere');
        for (let i = 0; ; i++) {
          const token = i % 2 ? 'even' : 'odd';
          const user = { kind: 'service-account', token };
          await files.write({ ...${JSON.stringify(entry)}, user }, 'elsewhere');
          say(token);
        }`);
      // Some writes and a part of one: how many microseconds are in between is chance.
      for (let line = 0; line <= kill % 4; line++) await other.line();
      for (let turn = (kill * 7) % 23; turn > 0; turn--) await new Promise(setImmediate);
      await other.kill();
      ok(wholes.has(await readFile(path, 'utf8')));
      // Its heartbeat has stopped ten seconds ago.
      await utimes(`${path}.lock`, 1, 1).catch(() => undefined);
    }
    await files.write({ ...entry, user: user('even') }, 'elsewhere');
    deepStrictEqual([await readFile(path, 'utf8'), await readdir(at())], [even, ['config']]);
  });
});
