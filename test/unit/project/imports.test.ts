import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build, type PluginBuild } from 'esbuild';
import ts from 'typescript';

const ROOT = join(__dirname, '../../..');

interface Rule {
  /** Our own folders. */
  readonly own: readonly string[];
  /** Packages and modules of Node; `*` matches any. */
  readonly packages: readonly string[];
}

/** Who may import what: the table of docs/architecture.md. One row a folder. */
const RULES: Readonly<Record<string, Rule>> = {
  'src/core': {
    own: ['src/core'],
    packages: [
      'yaml',
      'js-yaml',
      'valibot',
      '@vscode/l10n',
      'node:timers',
      'node:timers/promises',
      'node:crypto',
      'node:zlib',
    ],
  },
  'src/protocol': { own: ['src/core', 'src/protocol'], packages: ['valibot'] },
  'src/aws': {
    own: ['src/core', 'src/aws'],
    packages: ['@aws-sdk/*', '@smithy/*', '@aws-crypto/*', 'node:*'],
  },
  'src/kube': { own: ['src/core', 'src/kube'], packages: ['@kubernetes/client-node', 'valibot', 'node:*'] },
  // `http` and `https` by their bare names are those that VS Code replaces for extensions.
  'src/network': { own: ['src/core', 'src/network'], packages: ['hpagent', 'ws', 'node:*', 'http', 'https'] },
  'src/files': { own: ['src/core', 'src/files'], packages: ['proper-lockfile', 'valibot', 'node:*'] },
  'src/build': { own: ['src/core', 'src/build'], packages: ['node:*'] },
  'src/ui': {
    own: ['src/core', 'src/protocol', 'src/ui'],
    packages: ['vscode', 'valibot', '@vscode/l10n', 'node:*'],
  },
  // All else is loaded by `import()`, with the composition root.
  'src/extension.ts': { own: ['src'], packages: ['vscode'] },
  'src/composition': { own: ['src'], packages: ['vscode', '@vscode/l10n', 'node:*'] },
  'src/print.ts': { own: ['src/core'], packages: ['node:*'] },
  'src/readme.ts': { own: ['src/core'], packages: ['node:*'] },
  webview: {
    own: ['webview', 'src/core', 'src/protocol'],
    packages: ['@vscode/webview-ui-toolkit', '@vscode/l10n', 'preact', 'preact/hooks'],
  },
};

/** Within core: what reads stacks knows nothing of operations, and neither does what creates roles. Types count. */
const FORBIDDEN_IN_CORE = [
  ['src/core/cloudformation', 'src/core/operation'],
  ['src/core/roles', 'src/core/operation'],
] as const;

describe('The import rules', () => {
  for (const [place, rule] of Object.entries(RULES)) {
    it(`hold in ${place}`, () => {
      deepStrictEqual(
        sources(place).flatMap((file) => violations(file, rule)),
        [],
      );
    });
  }

  for (const [folder, forbidden] of FORBIDDEN_IN_CORE)
    it(`keep ${folder} free of ${forbidden}`, () => {
      const found = sources(folder).filter((file) =>
        ts
          .preProcessFile(readFileSync(join(ROOT, file), 'utf8'))
          .importedFiles.some(({ fileName }) =>
            isIn(join(dirname(file), fileName).split(sep).join('/'), forbidden),
          ),
      );
      deepStrictEqual(found, []);
    });

  it('keep core free of circles, types included', () => {
    const imports = importsWithin('src/core');
    const inCircles = [...imports.keys()].filter((file) => reachableFrom(file, imports).has(file));
    deepStrictEqual(inCircles, []);
  });

  it('keep ports free of whatever imports ports', () => {
    const imports = importsWithin('src/core');
    const isPort = (file: string) => isIn(file, 'src/core/ports');
    const found = [...imports.keys()]
      .filter(isPort)
      .flatMap((port) =>
        [...reachableFrom(port, imports)]
          .filter((file) => !isPort(file) && imports.get(file)?.some(isPort))
          .map((file) => `${port} reaches ${file}, which imports a port`),
      );
    deepStrictEqual(found, []);
  });

  it('cover every source file', () => {
    const places = Object.keys(RULES);
    const homeless = [...sources('src'), ...sources('webview')].filter(
      (f) => !places.some((p) => isIn(f, p)),
    );
    deepStrictEqual(homeless, []);
  });

  it('leave core, protocol and the adapters a bundle in which vscode does not resolve', async () => {
    const entryPoints = ['core', 'protocol', 'aws', 'kube', 'network', 'files'].flatMap((folder) =>
      sources(`src/${folder}`),
    );
    const noVscode = {
      name: 'no-vscode',
      setup: (b: PluginBuild) =>
        b.onResolve({ filter: /^vscode$/ }, () => ({ errors: [{ text: 'vscode is not here' }] })),
    };
    const result = await build({
      // One entry that imports them all: as entries of their own each would be linked with all that it needs.
      stdin: {
        contents: entryPoints.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
        resolveDir: ROOT,
      },
      bundle: true,
      write: false,
      platform: 'node',
      logLevel: 'silent',
      plugins: [noVscode],
    });
    deepStrictEqual(result.errors, []);
  }).timeout(240_000);
});

/** What each file of a folder imports of that folder. */
function importsWithin(place: string): ReadonlyMap<string, readonly string[]> {
  const files = new Set(sources(place));
  const importedBy = (file: string) =>
    ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8')).importedFiles.flatMap(({ fileName }) => {
      const target = join(dirname(file), fileName).split(sep).join('/');
      return [`${target}.ts`, `${target}/index.ts`].filter((candidate) => files.has(candidate));
    });
  return new Map([...files].map((file) => [file, importedBy(file)]));
}

/** All files that a file imports, directly or not; itself only in a circle. */
function reachableFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set(imports.get(file));
  // A set that grows while it is walked is walked to its end.
  for (const each of reached) for (const imported of imports.get(each) ?? []) reached.add(imported);
  return reached;
}

/** Every TypeScript file at or below `place`, relative to the root. */
function sources(place: string): string[] {
  if (place.endsWith('.ts')) return [place];
  return readdirSync(join(ROOT, place), { recursive: true, withFileTypes: true })
    .filter((entry) => (entry.isFile() && entry.name.endsWith('.ts')) || entry.name.endsWith('.tsx'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function violations(file: string, rule: Rule): string[] {
  const imports = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8')).importedFiles;
  return imports
    .map(({ fileName }) => fileName)
    .filter((specifier) => !isAllowed(specifier, file, rule))
    .map((specifier) => `${file} imports ${specifier}`);
}

function isAllowed(specifier: string, file: string, { own, packages }: Rule): boolean {
  if (!specifier.startsWith('.')) return packages.some((name) => matches(specifier, name));
  const target = join(dirname(file), specifier).split(sep).join('/');
  return own.some((place) => isIn(target, place));
}

function isIn(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}

function matches(specifier: string, name: string): boolean {
  return name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name;
}
