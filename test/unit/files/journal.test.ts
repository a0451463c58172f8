import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { chmod, chown, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import type { UserError } from '../../../src/core/errors/user-error';
import { FileJournal } from '../../../src/files/journal';
import { serializeOperation } from '../../../src/files/parse-operation';
import { MANAGED } from '../../fakes/cluster-spec';
import { anOperation } from '../../fakes/operation';
import { OtherProcess } from './other-process';
import { temporaryFolder } from './temporary-folder';

const FAILED = { step: 'failed', failedAt: 1, failure: { message: 'A.', cause: 'B.', remedy: 'C.' } };

function withSpec(change: object): string {
  const operation = anOperation({ id: 'bad' });
  return JSON.stringify({ version: 2, ...operation, spec: { ...operation.spec, ...change } });
}

function withStep(stack: object): string {
  return JSON.stringify({ version: 2, ...anOperation({ id: 'bad' }), stack });
}

describe('FileJournal', () => {
  const at = temporaryFolder();
  const codes = () => told.map(({ code }) => code);
  let told: UserError[];
  let journal: FileJournal;

  beforeEach(() => {
    told = [];
    journal = new FileJournal(at(), (error) => told.push(error as UserError));
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
    deepStrictEqual(JSON.parse(await readFile(at('history', 'one.json'), 'utf8')), {
      version: 2,
      ...anOperation({ id: 'one' }),
    });
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
    'cut off': serializeOperation(anOperation({ id: 'bad' })).slice(0, -20),
    'of another operation': serializeOperation(anOperation({ id: 'good' })),
    'far too long': serializeOperation(anOperation({ id: 'bad', notes: ['x'.repeat(1_000_000)] })),
    empty: '',
    'no operation': '[]',
    'without its role': JSON.stringify({ version: 2, ...anOperation({ id: 'bad' }), role: undefined }),
    'at an unknown step': withStep({ step: 'dreaming' }),
    'watching something unknown': withStep({ step: 'watching' }),
    'failed without a failure': withStep({ step: 'failed', failedAt: 1, recovery: 'recreate' }),
    'of an earlier version, and failed without a failure': JSON.stringify({
      ...{ version: 1, ...anOperation({ id: 'bad' }) },
      stack: { step: 'failed', failedAt: 1, goesOn: 'anew' },
    }),
    'of an earlier version, and failed in words that it had not': JSON.stringify({
      ...{ version: 1, ...anOperation({ id: 'bad' }) },
      stack: { ...FAILED, goesOn: 'recreate' },
    }),
    'of nodes of an unknown kind': withSpec({ compute: { kind: 'rented' } }),
    'of nodes without any numbers': withSpec({ compute: { kind: 'managed' } }),
    'of half a node': withSpec({ compute: { ...MANAGED, nodeCount: 0.5 } }),
    'with a tag that is no text': withSpec({ tags: { a: 5 } }),
    'with a list for tags': withSpec({ tags: ['a'] }),
    'with labels that are no text': withSpec({ compute: { ...MANAGED, labels: { constructor: 5 } } }),
    'with a taint without effect': withSpec({ compute: { ...MANAGED, taints: [{ key: 'a', value: '' }] } }),
    'with an endpoint whose access is incomplete': withSpec({ endpoint: { access: 'public' } }),
    'with an add-on that is no add-on': withSpec({ addOns: ['solitaire'] }),
    'with a profile that names no role': JSON.stringify({
      ...{ version: 2, ...anOperation({ id: 'bad' }) },
      target: {
        ...anOperation().target,
        credential: { kind: 'aws-cli', writeProfile: true, profile: { name: 'x' } },
      },
    }),
  };
  for (const [what, text] of Object.entries(DAMAGED)) {
    it(`puts aside and reports a file that is ${what}`, async () => {
      await journal.save(anOperation({ id: 'good' }));
      await writeFile(at('operations', 'bad.json'), text);
      deepStrictEqual(await journal.load(), [anOperation({ id: 'good' })]);
      strictEqual(await readFile(at('operations', 'bad.json.damaged'), 'utf8'), text);
      deepStrictEqual(codes(), ['operation-damaged']);
      match(told[0]?.message ?? '', /bad\.json\.damaged/);
      deepStrictEqual(await journal.load(), [anOperation({ id: 'good' })]);
      strictEqual(told.length, 1);
    });
  }

  it('puts aside what is no file at all', async () => {
    await mkdir(at('operations', 'bad.json'), { recursive: true });
    deepStrictEqual(await journal.load(), []);
    deepStrictEqual(codes(), ['operation-damaged']);
    deepStrictEqual(await readdir(at('operations')), ['bad.json.damaged']);
  });

  it('reports a damaged file once, however many windows find it', async () => {
    await mkdir(at('operations'));
    await writeFile(at('operations', 'bad.json'), '{');
    const another = new FileJournal(at(), (error) => told.push(error as UserError));
    await Promise.all([journal.load(), another.load()]);
    deepStrictEqual(codes(), ['operation-damaged']);
  });

  it('leaves what a newer version wrote where that finds it, and says so once', async () => {
    await mkdir(at('operations'));
    const newer = JSON.stringify({ version: 3, id: 'new', kind: 'upgrade' });
    await writeFile(at('operations', 'new.json'), newer);
    deepStrictEqual([await journal.load(), await journal.load()], [[], []]);
    deepStrictEqual(codes(), ['operation-newer']);
    strictEqual(await readFile(at('operations', 'new.json'), 'utf8'), newer);
  });

  it('leaves what it may not read alone, and says so once', async function () {
    if (process.platform === 'win32') return this.skip();
    await journal.save(anOperation({ id: 'theirs' }));
    // Root may read everything, so to root it is another's by its owner.
    if (process.getuid?.() === 0) await chown(at('operations', 'theirs.json'), 12_345, 12_345);
    else await chmod(at('operations', 'theirs.json'), 0);
    deepStrictEqual([await journal.load(), await journal.load()], [[], []]);
    deepStrictEqual(codes(), ['operation-foreign']);
    deepStrictEqual(await readdir(at('operations')), ['theirs.json']);
  });

  it('keeps what the user has chosen until it is recorded, and the decision does not outlive its operation', async () => {
    const one = anOperation({ id: 'one' });
    await journal.save(one);
    await journal.saveDecision('one', { kind: 'retry', spec: one.spec });
    deepStrictEqual(await journal.readDecision('one'), { kind: 'retry', spec: one.spec });
    await journal.end(one);
    strictEqual(await journal.readDecision('one'), undefined);
    deepStrictEqual(await readdir(at('choices')), []);
  });

  it('takes a decision that it cannot read for none, keeps it and says so', async () => {
    await mkdir(at('choices'));
    const half = JSON.stringify({ kind: 'retry', spec: { ...anOperation().spec, tags: { a: 5 } } });
    const texts = ['', half, '{"kind":"burn"}', '{"kind":"retry"}', '{"kind":"retry","spec":{}}', 'null'];
    for (const text of texts) {
      await writeFile(at('choices', 'one.json'), text);
      strictEqual(await journal.readDecision('one'), undefined);
    }
    deepStrictEqual(new Set(codes()), new Set(['decision-damaged']));
    const kept = await Promise.all(
      (await readdir(at('choices'))).map((name) => readFile(at('choices', name), 'utf8')),
    );
    deepStrictEqual(kept.toSorted(), texts.toSorted());
  });

  it('tells when another window has chosen something', async () => {
    let tell: () => void = () => undefined;
    const heard = new Promise<void>((resolve) => (tell = resolve));
    const watching = await journal.watch(() => tell());
    await journal.saveDecision('one', { kind: 'keep' });
    await heard;
    watching.dispose();
  });

  it('gives back what has ended, without what cannot be read any more', async () => {
    await journal.end(anOperation({ id: 'one' }));
    await writeFile(at('history', 'bad.json'), '{');
    deepStrictEqual(await journal.ended(), [anOperation({ id: 'one' })]);
    deepStrictEqual(told, []);
  });

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
    deepStrictEqual(told, []);
  });
});
