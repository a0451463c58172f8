import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { logLines } from '../../../src/core/environments/log-lines';
import { parseQuantity } from '../../../src/core/environments/quantity';

async function linesOf(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
  const found: string[] = [];
  const bytes = (async function* () {
    yield* await Promise.resolve(chunks);
  })();
  for await (const lines of logLines(bytes)) found.push(...lines);
  return found;
}

describe('The lines of a log', () => {
  it('are the same however the bytes come in pieces', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\n\r]/g, ''))),
        fc.array(fc.nat({ max: 200 })),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const ends = [...new Set([...cuts.filter((cut) => cut < bytes.length), bytes.length])].sort(
            (a, b) => a - b,
          );
          const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
          deepStrictEqual(await linesOf(chunks), lines);
        },
      ),
    ));

  it('are bounded: of one of 10 MB the beginning is kept', async () => {
    const megabyte = Buffer.alloc(1024 ** 2, 'x');
    const [first = '', second] = await linesOf([
      ...Array.from({ length: 10 }, () => megabyte),
      Buffer.from('\nnext\n'),
    ]);
    ok(first.length <= 64 * 1024 + 1 && first.endsWith('…'));
    strictEqual(second, 'next');
  });

  it('have replacement characters for what is no text, and no carriage return', async () =>
    deepStrictEqual(await linesOf([Buffer.from([0xff, 0x61, 0x0d, 0x0a]), Buffer.from('end')]), [
      '\ufffda',
      'end',
    ]));
});

describe('A quantity', () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ['250m', 0.25],
    ['1', 1],
    ['64Mi', 64 * 2 ** 20],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1e3', 1000],
    ['2k', 2000],
    ['', undefined],
    ['Mi', undefined],
    ['1Zi', undefined],
    ['1 Mi', undefined],
  ];
  for (const [text, number] of cases)
    it(`${JSON.stringify(text)} is ${number ?? 'none'}`, () => strictEqual(parseQuantity(text), number));

  it('of metrics-server is in billionths', () =>
    ok(Math.abs((parseQuantity('12345678n') ?? 0) - 0.012345678) < 1e-12));
});
