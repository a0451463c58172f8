// Builds the extension, its form and its snippets into `dist`. `--watch` rebuilds, `--dev` leaves the code readable,
// `--metafile` tells what is in each file.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, context } from 'esbuild';
import { rolldown, watch as watchHost } from 'rolldown';
import { bundledPackages, thirdPartyNotices } from './.config/third-party-notices.mjs';

const ROOT = import.meta.dirname;
const ENTRY = join(ROOT, 'src/extension.ts');
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

let neededByActivation = new Set();

/** Finds what the entry imports, directly or not, other than by `import()`. */
const findActivation = {
  name: 'find-activation',
  buildEnd() {
    neededByActivation = new Set([ENTRY]);
    // A set that grows while it is walked is walked to its end.
    for (const id of neededByActivation)
      for (const imported of this.getModuleInfo(id)?.importedIds ?? []) neededByActivation.add(imported);
  },
};

/**
 * All that activation needs is in the one file `dist/extension.mjs`: as 23 files it took twice as long to load. Each
 * `import()` of the code is in `dist/parts`, and what several of them need is there once.
 */
const host = {
  input: { extension: ENTRY },
  platform: 'node',
  external: ['vscode'],
  resolve: {
    // The SDK's ES modules shake; its CommonJS does not (client-ec2: 852 KB against 1,479 KB).
    mainFields: ['module', 'main'],
    // Its other half reads files and URLs, which we never ask it to.
    alias: { '@vscode/l10n': join(ROOT, 'node_modules/@vscode/l10n/dist/browser.js') },
  },
  transform: { target: 'node20' },
  // What parts need of the entry's file is exported by it, too.
  preserveEntrySignatures: 'allow-extension',
  plugins: [findActivation],
};

const hostOutput = {
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].mjs',
  chunkFileNames: 'parts/[name].mjs',
  minify: !dev,
  sourcemap: dev,
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [{ name: (id) => (neededByActivation.has(id) ? 'extension' : null), debugName: 'activation' }],
  },
};

const form = {
  entryPoints: { form: 'webview/main.ts' },
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
async function buildHost() {
  const bundle = await rolldown(host);
  try {
    const { output } = await bundle.write(hostOutput);
    const chunks = output.filter(({ type }) => type === 'chunk');
    return Object.fromEntries(
      chunks.map(({ fileName, moduleIds }) => [fileName, moduleIds.map((id) => relative(ROOT, id))]),
    );
  } finally {
    await bundle.close();
  }
}

async function buildForm() {
  const { metafile } = await build({ ...form, metafile: true });
  return { 'form.js': Object.keys(metafile.inputs) };
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

// Parts of an earlier build would be shipped with those of this one.
await rm('dist/parts', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
await writeSnippets();
if (watch) {
  // The lines that the build task of .vscode/tasks.json waits for.
  const watcher = watchHost({ ...host, output: hostOutput });
  watcher.on('event', ({ code, error }) => {
    if (code === 'START') console.log('building');
    if (code === 'ERROR') console.error(error.message);
    if (code === 'END' || code === 'ERROR') console.log('built');
  });
  await (await context(form)).watch();
} else {
  const [ofHost, ofForm] = await Promise.all([buildHost(), buildForm()]);
  const files = { ...ofHost, ...ofForm };
  await writeFile('dist/ThirdPartyNotices.txt', await thirdPartyNotices(bundledPackages(files)));
  if (process.argv.includes('--metafile')) await writeFile('dist/meta.json', JSON.stringify(files));
}
