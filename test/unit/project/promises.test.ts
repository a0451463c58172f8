import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The text under a heading, up to the next. */
function section(markdown: string, heading: string): string {
  const [, after = ''] = markdown.split(`## ${heading}\n`);
  return after.split('\n## ')[0] ?? '';
}

/** Of the list, one after the other. */
function sentences(markdown: string): readonly string[] {
  const items = [...markdown.matchAll(/^- (.+)$/gm)].map(([, item = '']) => item);
  return items.flatMap((item) => item.split(/(?<=\.) (?=[A-Z])/));
}

interface Row {
  readonly promise: string;
  readonly files: readonly string[];
}

function rows(markdown: string): readonly Row[] {
  const [, , ...body] = [...markdown.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)];
  return body.map(([, promise = '', files = '']) => ({
    promise,
    files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }));
}

describe('What the documents promise', () => {
  const promised = sentences(section(read('docs/user/security.md'), 'What it never does'));
  const shown = rows(
    section(read('docs/testing.md'), 'What the documents promise, and the test that shows it'),
  );

  it('is in the table of docs/testing.md, sentence for sentence', () => {
    ok(promised.length > 10);
    deepStrictEqual(
      shown.map(({ promise }) => promise),
      promised,
    );
  });

  for (const { promise, files } of shown) {
    it(`is shown by a test that exists: ${promise}`, () => {
      ok(files.length > 0);
      deepStrictEqual(
        files.filter((file) => !/^test\/.*\.test\.ts$/.test(file) || !existsSync(join(ROOT, file))),
        [],
      );
    });
  }
});
