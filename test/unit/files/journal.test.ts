import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { FileJournal } from '../../../src/files/journal';
import { anOperation } from '../../fakes/operation';
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
    const [young, old] = [
      anOperation({ id: 'young', startedAt: 2 }),
      anOperation({ id: 'old', startedAt: 1 }),
    ];
    await journal.save(young);
    await journal.save(old);
    await journal.save({ ...young, clusterConfigured: true });
    deepStrictEqual(await journal.load(), [old, { ...young, clusterConfigured: true }]);
    strictEqual((await stat(at('operations', 'old.json'))).mode & 0o777, 0o600);
  });

  for (const kind of ['default', 'accessKey', 'instanceProfile'] as const) {
    it(`gives back an operation whose base credentials are of the kind ${kind}`, async () => {
      const one = anOperation({ id: 'one' });
      const saved = { ...one, role: { ...one.role, base: { kind } } };
      await journal.save(saved);
      deepStrictEqual(await journal.load(), [saved]);
    });
  }

  it('tells when another window has saved something', async () => {
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const watching = await journal.watch(() => tell());
    await journal.save(anOperation({ id: 'one' }));
    await told;
    watching.dispose();
  });

  it('keeps an operation that has ended in the history', async () => {
    await journal.save(anOperation({ id: 'one' }));
    await journal.end(anOperation({ id: 'one' }));
    deepStrictEqual(await journal.load(), []);
    deepStrictEqual(
      JSON.parse(await readFile(at('history', 'one.json'), 'utf8')),
      anOperation({ id: 'one' }),
    );
  });

  it('keeps the last 100 that have ended', async () => {
    await mkdir(at('history'));
    for (let i = 0; i < 100; i++) {
      await writeFile(at('history', `${i}.json`), '{}');
      await utimes(at('history', `${i}.json`), i, i);
    }
    await journal.end(anOperation({ id: 'last' }));
    const kept = await readdir(at('history'));
    strictEqual(kept.length, 100);
    ok(kept.includes('last.json') && kept.includes('1.json') && !kept.includes('0.json'));
  });

  const DAMAGED: Readonly<Record<string, string>> = {
    'cut off': JSON.stringify(anOperation({ id: 'bad' })).slice(0, -20),
    empty: '',
    'no operation': '[]',
    'without its role': JSON.stringify({ ...anOperation({ id: 'bad' }), role: undefined }),
    'at an unknown step': JSON.stringify({ ...anOperation({ id: 'bad' }), stack: { step: 'dreaming' } }),
  };
  for (const [what, text] of Object.entries(DAMAGED)) {
    it(`puts aside and reports a file that is ${what}`, async () => {
      await journal.save(anOperation({ id: 'good' }));
      await writeFile(at('operations', 'bad.json'), text);
      deepStrictEqual(await journal.load(), [anOperation({ id: 'good' })]);
      strictEqual(await readFile(at('operations', 'bad.json.damaged'), 'utf8'), text);
      match(warnings.join(), /bad\.json is damaged/);
      deepStrictEqual(await journal.load(), [anOperation({ id: 'good' })]);
      strictEqual(warnings.length, 1);
    });
  }

  it('has an operation whole, whenever its process is killed', async () => {
    const other = OtherProcess.start(`
      const { FileJournal } = load('files/journal');
      const journal = new FileJournal(${JSON.stringify(at())}, say);
      const operation = ${JSON.stringify(anOperation({ id: 'one' }))};
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
