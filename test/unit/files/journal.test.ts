import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { FileJournal } from '../../../src/files/journal';
import { operation } from './operations';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

describe('FileJournal', () => {
  const at = temporaryFolder();
  let warnings: string[];
  let journal: FileJournal;

  beforeEach(() => {
    warnings = [];
    journal = new FileJournal(at(), (line) => warnings.push(line));
  });

  it('has nothing, and makes nothing, before the first operation', async () => {
    deepStrictEqual(await journal.load(), []);
    deepStrictEqual(await readdir(at()), []);
  });

  it('gives back what was saved last, oldest operation first', async () => {
    const [young, old] = [operation('young', 2), operation('old', 1)];
    await journal.save(young);
    await journal.save(old);
    await journal.save({ ...young, clusterConfigured: true });
    deepStrictEqual(await journal.load(), [old, { ...young, clusterConfigured: true }]);
    strictEqual((await stat(at('operations', 'old.json'))).mode & 0o777, 0o600);
  });

  it('tells when another window has saved something', async () => {
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const watching = await journal.watch(() => tell());
    await journal.save(operation('one'));
    await told;
    watching.dispose();
  });

  it('keeps an operation that has ended in the history', async () => {
    await journal.save(operation('one'));
    await journal.end(operation('one'));
    deepStrictEqual(await journal.load(), []);
    deepStrictEqual(JSON.parse(await readFile(at('history', 'one.json'), 'utf8')), operation('one'));
  });

  it('keeps the last 100 that have ended', async () => {
    await mkdir(at('history'));
    for (let i = 0; i < 100; i++) {
      await writeFile(at('history', `${i}.json`), '{}');
      await utimes(at('history', `${i}.json`), i, i);
    }
    await journal.end(operation('last'));
    const kept = await readdir(at('history'));
    strictEqual(kept.length, 100);
    ok(kept.includes('last.json') && kept.includes('1.json') && !kept.includes('0.json'));
  });

  const DAMAGED: Readonly<Record<string, string>> = {
    'cut off': JSON.stringify(operation('bad')).slice(0, -20),
    empty: '',
    'no operation': '[]',
    'without its role': JSON.stringify({ ...operation('bad'), role: undefined }),
    'at an unknown step': JSON.stringify({ ...operation('bad'), stack: { step: 'dreaming' } }),
  };
  for (const [what, text] of Object.entries(DAMAGED)) {
    it(`puts aside and reports a file that is ${what}`, async () => {
      await journal.save(operation('good'));
      await writeFile(at('operations', 'bad.json'), text);
      deepStrictEqual(await journal.load(), [operation('good')]);
      strictEqual(await readFile(at('operations', 'bad.json.damaged'), 'utf8'), text);
      match(warnings.join(), /bad\.json is damaged/);
      deepStrictEqual(await journal.load(), [operation('good')]);
      strictEqual(warnings.length, 1);
    });
  }

  it('has an operation whole, whenever its process is killed', async () => {
    const other = OtherProcess.start(`
      const { FileJournal } = load('files/journal');
      const journal = new FileJournal(${JSON.stringify(at())}, say);
      const operation = ${JSON.stringify(operation('one'))};
      for (let startedAt = 1; ; startedAt++) {
        await journal.save({ ...operation, startedAt });
        say('saved');
      }`);
    for (let i = 0; i < 5; i++) await other.line();
    await other.kill();
    const [found] = await journal.load();
    ok(found && found.startedAt >= 5);
    deepStrictEqual(warnings, []);
  });
});
