// Builds the extension, its form and its snippets into `dist`. `--watch` rebuilds, `--dev` leaves the code readable,
// `--metafile` tells what is in each file.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, context } from 'esbuild';
import { rolldown, watch as watchProduct } from 'rolldown';
import { bundledPackages, thirdPartyNotices } from './.config/third-party-notices.mjs';

const ROOT = import.meta.dirname;
const ROOT_MODULE = join(ROOT, 'src/composition/root.ts');
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** What the product's root imports, directly or not, other than by `import()`. */
let neededByRoot = new Set();

const findRoot = {
  name: 'find-root',
  buildEnd() {
    neededByRoot = new Set([ROOT_MODULE]);
    // A set that grows while it is walked is walked to its end.
    for (const id of neededByRoot)
      for (const imported of this.getModuleInfo(id)?.importedIds ?? []) neededByRoot.add(imported);
  },
};

/**
 * The product is ES modules in `dist/parts`: `root.mjs` with all that it needs to begin, for as 23 files it took twice as
 * long to load, and a file for each `import()` of the code. What several of them need is there once.
 */
const product = {
  input: { root: ROOT_MODULE },
  platform: 'node',
  external: ['vscode'],
  resolve: {
    // The SDK's ES modules shake; its CommonJS does not (client-ec2: 852 KB against 1,479 KB).
    mainFields: ['module', 'main'],
    // Its other half reads files and URLs, which we never ask it to.
    alias: { '@vscode/l10n': join(ROOT, 'node_modules/@vscode/l10n/dist/browser.js') },
  },
  transform: { target: 'node20' },
  // What parts need of the root's file is exported by it, too.
  preserveEntrySignatures: 'allow-extension',
  plugins: [findRoot],
};

const productOutput = {
  dir: 'dist/parts',
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: '[name].mjs',
  minify: !dev,
  sourcemap: dev,
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [{ name: (id) => (neededByRoot.has(id) ? 'root' : null), debugName: 'root' }],
  },
};

const loadsProduct = {
  name: 'loads-product',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/composition\/root$/ }, () => ({ path: './parts/root.mjs', external: true })),
};

/**
 * What activation loads. It is CommonJS: VS Code sends each import of an ES module through another thread, which on a
 * busy machine takes longer than all else of activation.
 */
const entry = {
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  plugins: [loadsProduct],
  minify: !dev,
  sourcemap: dev,
  logLevel: 'warning',
};

const form = {
  entryPoints: { form: 'webview/main.tsx' },
  outdir: 'dist',
  bundle: true,
  platform: 'browser',
  target: 'chrome128',
  format: 'iife',
  minify: !dev,
  sourcemap: dev,
  logLevel: 'warning',
  legalComments: 'linked',
};

/** @returns {Promise<Record<string, string[]>>} the modules in each file, as paths from the root */
async function buildProduct() {
  const bundle = await rolldown(product);
  try {
    const { output } = await bundle.write(productOutput);
    const chunks = output.filter(({ type }) => type === 'chunk');
    return Object.fromEntries(
      chunks.map(({ fileName, moduleIds }) => [
        `parts/${fileName}`,
        moduleIds.map((id) => relative(ROOT, id)),
      ]),
    );
  } finally {
    await bundle.close();
  }
}

/** @returns the same, of a file that esbuild makes */
async function buildFile(name, options) {
  const { metafile } = await build({ ...options, metafile: true });
  return { [name]: Object.keys(metafile.inputs) };
}

/** The snippets that package.json contributes, made of the tables that the policies are made of. */
async function writeSnippets() {
  const source = {
    entryPoints: ['src/core/iam-export/snippets.ts'],
    bundle: true,
    write: false,
    format: 'esm',
  };
  const [code] = (await build({ ...source, platform: 'node' })).outputFiles;
  const { snippets } = await import(
    `data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`
  );
  await writeFile('dist/snippets.json', `${JSON.stringify(snippets(), null, 2)}\n`);
}

// Files of an earlier build would be shipped with those of this one.
await rm('dist/parts', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await writeSnippets();
if (watch) {
  // The lines that the build task of .vscode/tasks.json waits for.
  const watcher = watchProduct({ ...product, output: productOutput });
  watcher.on('event', ({ code, error }) => {
    if (code === 'START') console.log('building');
    if (code === 'ERROR') console.error(error.message);
    if (code === 'END' || code === 'ERROR') console.log('built');
  });
  for (const file of [entry, form]) await (await context(file)).watch();
} else {
  const built = [buildFile('extension.js', entry), buildProduct(), buildFile('form.js', form)];
  const files = Object.assign({}, ...(await Promise.all(built)));
  await writeFile('dist/ThirdPartyNotices.txt', await thirdPartyNotices(bundledPackages(files)));
  if (process.argv.includes('--metafile')) await writeFile('dist/meta.json', JSON.stringify(files));
}
