import { parseArgs } from 'node:util';
import { launchBrowser } from './browser';
import { installEditor } from './install';
import { startEditor } from './server';
import { runTestsInWindow } from './test-window';

const TEXT = { type: 'string' } as const;

/** Understands the arguments of desktop VS Code that a test run has, and runs the tests in VS Code's server. */
async function launch(): Promise<number> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: TEXT,
      extensionTestsPath: TEXT,
      'user-data-dir': TEXT,
      'extensions-dir': TEXT,
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  const { extensionDevelopmentPath, extensionTestsPath } = values;
  const { 'user-data-dir': userDataDir, 'extensions-dir': extensionsDir } = values;
  const [folder] = positionals;
  const home = process.env.HOME;
  if (
    typeof extensionDevelopmentPath !== 'string' ||
    typeof extensionTestsPath !== 'string' ||
    typeof userDataDir !== 'string' ||
    typeof extensionsDir !== 'string' ||
    home === undefined
  ) {
    throw new Error(
      'A test run needs HOME, --extensionDevelopmentPath, --extensionTestsPath, --user-data-dir and --extensions-dir.',
    );
  }
  const trust = values['disable-workspace-trust'] ? 'disabled' : 'enabled';
  const install = await installEditor();
  const [editor, browser] = await Promise.all([
    startEditor({ install, home, env: accountVariables(), userDataDir, extensionsDir, trust }),
    launchBrowser(),
  ]);
  try {
    const open = folder === undefined ? 'nothing' : { folder };
    return await runTestsInWindow(
      browser,
      editor.url({ open, extensionDevelopmentPath, extensionTestsPath }),
    );
  } finally {
    await Promise.all([browser.close(), editor.stop()]);
  }
}

/** The caller has chosen them: the suite's own account, if it has one. */
function accountVariables(): Record<string, string> {
  const variables = Object.entries(process.env).filter(([name]) => /^AWS_|^KUBECONFIG$/.test(name));
  return Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']));
}

launch().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
