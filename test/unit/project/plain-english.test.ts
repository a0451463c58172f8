import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

interface Banned {
  readonly phrase: RegExp;
  readonly advice: string;
}

interface Text {
  readonly where: string;
  readonly text: string;
}

const banned: readonly Banned[] = readFileSync(join(__dirname, 'plain-english.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.includes(' | '))
  .map((line) => {
    const [phrase = '', instead = ''] = line.split(' | ');
    return {
      phrase: new RegExp(String.raw`\b${phrase.replaceAll(' ', String.raw`\s+`)}\b`, 'i'),
      advice: `write “${instead}” instead of “${phrase}”`,
    };
  });

/** The files of a folder with this ending, as paths from the root. */
function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

/** The texts of the source itself, because the bundle for translators may be older. */
function textsOfSource(): Text[] {
  return ['src', 'webview']
    .flatMap((folder) => filesIn(folder, /\.tsx?$/))
    .flatMap((where) =>
      [
        ...readFileSync(join(ROOT, where), 'utf8').matchAll(
          /l10n\.t\(\s*(['"`])(?<text>(?:\\.|(?!\1)[^\\])*)\1/g,
        ),
      ].map(({ groups }) => ({ where, text: groups?.['text'] ?? '' })),
    );
}

function textsOfManifest(): Text[] {
  const texts = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;
  return Object.entries(texts).map(([key, text]) => ({ where: `package.nls.json: ${key}`, text }));
}

function documents(): Text[] {
  const atTheRoot = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'];
  return [...atTheRoot, ...filesIn('docs', /\.md$/), ...filesIn('.github', /\.(md|ya?ml)$/)].map((where) => ({
    where,
    text: readFileSync(join(ROOT, where), 'utf8'),
  }));
}

const COMMENT_LINE = /^\s*(?:\/\*\*?|\*(?!\/)|\/\/)\s?(?<words>.*?)\s*(?:\*\/)?$/;
const TITLE = /\b(?:it|describe)(?:\.\w+)?\(\s*(['"`])(?<title>(?:\\.|(?!\1)[^\\])*)\1/g;

/** What only programmers read: comments, of which a paragraph is one text, and the titles of tests. */
function textsOfCode(): Text[] {
  return ['src', 'webview', 'test']
    .flatMap((folder) => filesIn(folder, /\.m?tsx?$/))
    .flatMap((where) => {
      const code = readFileSync(join(ROOT, where), 'utf8');
      const comments = code.split('\n').map((line) => COMMENT_LINE.exec(line)?.groups?.['words'] ?? '\0');
      const titles = [...code.matchAll(TITLE)].map(({ groups }) => groups?.['title'] ?? '');
      return [...comments.join(' ').split('\0'), ...titles].map((text) => ({ where, text }));
    });
}

function findingsIn(texts: readonly Text[]): string[] {
  return texts.flatMap(({ where, text }) =>
    banned.filter(({ phrase }) => phrase.test(text)).map(({ advice }) => `${where}: ${advice}`),
  );
}

describe('Plain English', () => {
  it('is checked with a list of phrases that finds whole words only', () => {
    ok(findingsIn([{ where: 'a text', text: 'Mend the file.' }]).length === 1);
    deepStrictEqual(findingsIn([{ where: 'a text', text: 'We recommend it.' }]), []);
  });

  it('is used in the texts of the source', () => {
    const texts = textsOfSource();
    ok(texts.length > 900);
    deepStrictEqual(findingsIn(texts), []);
  });

  it('is used in the manifest', () => deepStrictEqual(findingsIn(textsOfManifest()), []));

  it('is used in the documents', () => deepStrictEqual(findingsIn(documents()), []));

  it('is used in comments and in the titles of tests', () => {
    const texts = textsOfCode().filter(({ text }) => text.trim() !== '');
    ok(texts.length > 5000);
    deepStrictEqual(findingsIn(texts), []);
  });
});
