// One bundle per part that is loaded on first use; `--watch` rebuilds, `--dev` leaves the code readable, `--metafile`
// tells what is in each.
import { mkdir, writeFile } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { bundledPackages, thirdPartyNotices } from './.config/third-party-notices.mjs';

const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

/** Imports of another bundle's entry stay a `require` of that bundle, so it loads when first asked for. */
const LAZY = {
  './aws/index': './aws.js',
  './ec2': './ec2.js',
  './limits': './limits.js',
  'proper-lockfile': './lockfile.js',
  './kube/index': './kube.js',
  './network/index': './network.js',
  './unfinished-writes': './unfinished-writes.js',
  './core/kubeconfig/index': './kubeconfig.js',
  './files/user-files': './user-files.js',
  './ui/kubeconfig-findings': './findings.js',
  './core/preflight/checks': './checks.js',
  './core/operation/engine': './operation.js',
  './ui/tree/cluster-children': './children.js',
  './ui/existing/add-existing-cluster': './existing.js',
  './ui/commands/operation-commands': './operation-commands.js',
  './ui/form/creation': './creation.js',
  './handlers': './form-handlers.js',
  './ui/authentication/authentication': './authentication.js',
  './create-roles': './roles.js',
  './delete-cluster': './deletion.js',
  './generate-policy': './policy.js',
  './environments': './environments.js',
  './inside-cluster': './inside.js',
  './registry-commands': './registry.js',
  './contexts': './contexts.js',
  './terminal-commands': './terminal.js',
};

const lazyBundles = {
  name: 'lazy-bundles',
  setup(b) {
    b.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'dynamic-import' && LAZY[path] ? { path: LAZY[path], external: true } : undefined,
    );
  },
};

const shared = {
  bundle: true,
  sourcemap: dev,
  minify: !dev,

  logLevel: 'warning',
  legalComments: 'linked',
};

const host = {
  ...shared,
  entryPoints: {
    extension: 'src/extension.ts',
    aws: 'src/aws/index.ts',
    ec2: 'src/aws/ec2.ts',
    limits: 'src/aws/limits.ts',
    lockfile: 'proper-lockfile',
    kube: 'src/kube/index.ts',
    network: 'src/network/index.ts',
    'unfinished-writes': 'src/files/unfinished-writes.ts',
    kubeconfig: 'src/core/kubeconfig/index.ts',
    'user-files': 'src/files/user-files.ts',
    findings: 'src/ui/kubeconfig-findings.ts',
    checks: 'src/core/preflight/checks.ts',
    operation: 'src/core/operation/engine.ts',
    children: 'src/ui/tree/cluster-children.ts',
    'operation-commands': 'src/ui/commands/operation-commands.ts',
    creation: 'src/ui/form/creation.ts',
    'form-handlers': 'src/ui/form/handlers.ts',
    existing: 'src/ui/existing/add-existing-cluster.ts',
    authentication: 'src/ui/authentication/authentication.ts',
    roles: 'src/ui/commands/create-roles.ts',
    deletion: 'src/ui/commands/delete-cluster.ts',
    policy: 'src/ui/commands/generate-policy.ts',
    inside: 'src/ui/commands/inside-cluster.ts',
    registry: 'src/ui/commands/registry-commands.ts',
    contexts: 'src/ui/commands/contexts.ts',
    terminal: 'src/ui/commands/terminal-commands.ts',
    environments: 'src/ui/commands/environments.ts',
  },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Otherwise each typographic quotation mark of a text is six bytes in place of three.
  charset: 'utf8',
  // The SDK's ES modules shake; its CommonJS does not (client-ec2: 852 KB against 1,479 KB).
  mainFields: ['module', 'main'],
  external: ['vscode'],
  // Its other half reads files and URLs, which we never ask it to.
  alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js' },
  plugins: [lazyBundles],
};

const form = {
  ...shared,
  entryPoints: { form: 'webview/main.ts' },
  outdir: 'dist',
  platform: 'browser',
  target: 'chrome128',
  format: 'iife',
};

/** The snippets that package.json contributes, made of the tables that the policies are made of. */
async function writeSnippets() {
  const source = { entryPoints: ['src/core/handout/snippets.ts'], bundle: true, write: false, format: 'esm' };
  const [code] = (await build({ ...source, platform: 'node' })).outputFiles;
  const { snippets } = await import(
    `data:text/javascript;base64,${Buffer.from(code.contents).toString('base64')}`
  );
  await writeFile('dist/snippets.json', `${JSON.stringify(snippets(), null, 2)}\n`);
}

await mkdir('dist', { recursive: true });
await writeSnippets();
if (watch) {
  // The lines that the build task of .vscode/tasks.json waits for.
  console.log('building');
  await Promise.all([host, form].map(async (options) => (await context(options)).watch()));
  console.log('built');
} else {
  const measured = [host, form].map((options) => build({ ...options, metafile: true }));
  const metafiles = (await Promise.all(measured)).map(({ metafile }) => metafile);
  await writeFile('dist/ThirdPartyNotices.txt', await thirdPartyNotices(bundledPackages(metafiles)));
  if (process.argv.includes('--metafile')) await writeFile('dist/meta.json', JSON.stringify(metafiles[0]));
}
