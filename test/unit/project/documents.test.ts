import { deepStrictEqual, match, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import manifest from '../../../package.json';

const ROOT = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const markdownIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

const FOR_USERS = markdownIn('docs/user');
const DOCUMENTS = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', '.github/pull_request_template.md'],
  ...markdownIn('docs'),
  ...FOR_USERS,
];

/** A path from the root: of a file, or of a folder that is ours. */
const PATH =
  /^(?:(?:src|test|webview|docs|media|l10n|\.vscode|\.config|\.github|\.ci)\/[\w./-]+|[\w.-]+\.(?:md|mjs|json))$/;
/** Written by the build, by tests, or on the user's machine. */
const GENERATED = /^(?:dist\/|\.vscode-test\/)|^(?:identity|settings|tasks)\.json$|^extension\.mjs$/;

function pathsIn(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^```[^]*?^```/gm, '');
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
  return words.filter((word) => PATH.test(word) && !GENERATED.test(word));
}

/** Names of files without their folder, which the sentence around them says. */
function namesIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`([\w.-]+\.ts)`/g)].map(([, name = '']) => name);
}

const NAMES = new Set(
  ['src', 'webview', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => basename(path)),
  ),
);

interface Link {
  readonly file: string;
  readonly heading: string | undefined;
}

/** The relative links and pictures of a document, as paths from the root. */
function linksIn(document: string): readonly Link[] {
  const targets = [...read(document).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', heading] = target.split('#');
      return { file: path === '' ? document : normalize(join(dirname(document), path)), heading };
    });
}

/** The anchors of a document's headings, as GitHub and VS Code make them. */
function anchorsIn(document: string): readonly string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('The documents', () => {
  for (const document of DOCUMENTS) {
    it(`name files and folders that exist: ${document}`, () => {
      deepStrictEqual(
        [
          ...pathsIn(read(document)).filter((path) => !existsSync(join(ROOT, path))),
          ...namesIn(read(document)).filter((name) => !NAMES.has(name)),
        ],
        [],
      );
    });

    it(`link to files and headings that exist: ${document}`, () => {
      const broken = linksIn(document).filter(
        ({ file, heading }) =>
          !existsSync(join(ROOT, file)) || (heading !== undefined && !anchorsIn(file).includes(heading)),
      );
      deepStrictEqual(broken, []);
    });
  }

  it('name npm scripts that exist', () => {
    const scripts = Object.keys(manifest.scripts);
    const named = DOCUMENTS.flatMap((document) =>
      [...read(document).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script = '']) => script),
    );
    ok(named.length > 10);
    deepStrictEqual(
      named.filter((script) => !scripts.includes(script)),
      [],
    );
  });

  it('that users read are complete where the extension is installed, without a repository', () => {
    const shipped = read('.vscodeignore').split('\n');
    const patterns = [...FOR_USERS, ...FOR_USERS.flatMap(linksIn).map(({ file }) => file)].map(
      (file) => `!${file.replace(/[^/]+(?=\.(?:png|md)$)/, (name) => (file.includes('/') ? '*' : name))}`,
    );
    deepStrictEqual(
      patterns.filter((pattern) => !shipped.includes(pattern)),
      [],
    );
  });

  it('begin for users with one page of at most 150 lines, which leads to all others', () => {
    ok(read('README.md').split('\n').length <= 151);
    const linked = linksIn('README.md').map(({ file }) => file);
    deepStrictEqual(
      FOR_USERS.filter((file) => !linked.includes(file)),
      [],
    );
    match(read('README.md'), /npm ci\nnpm test/);
  });

  it('lead to at least twenty changes by the files to open', () => {
    const [, changes = ''] = read('docs/architecture.md').split('## Where do I change…\n');
    const rows = (changes.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| .*`/.test(line));
    ok(rows.length >= 20);
    deepStrictEqual(
      rows.filter((row) => pathsIn(row).length === 0),
      [],
    );
  });
});
