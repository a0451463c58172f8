import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { editorEnvironment } from './environment';
import type { EditorInstall } from './install';
import { startGroup, type ProcessGroup } from './process-group';

export interface EditorOptions {
  readonly install: EditorInstall;
  /** Home folder of the server, its extensions and its terminals. */
  readonly home: string;
  /** The only AWS and Kubernetes variables that the editor sees. */
  readonly env: Readonly<Record<string, string>>;
  readonly userDataDir: string;
  readonly extensionsDir: string;
  /** `enabled` asks at the first opening of a folder whether its authors are trusted: Restricted Mode. */
  readonly trust: 'disabled' | 'enabled';
  /** User settings, on top of those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Opening {
  readonly open: { readonly folder: string } | { readonly workspace: string } | 'nothing';
  readonly extensionDevelopmentPath?: string;
  /** A file with its `.js` or `.cjs`; with it, the window runs the tests and ends. */
  readonly extensionTestsPath?: string;
}

/** A running VS Code server. */
export interface Editor {
  readonly origin: string;
  /** What to open in a browser; it contains the secret that the server asks for. */
  url(opening: Opening): string;
  stop(): Promise<void>;
}

const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** Starts VS Code's server on a free port of this machine. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const { install, home, env, userDataDir, extensionsDir, trust } = options;
  await mkdir(home, { recursive: true });
  await writeSettings(userDataDir, { ...QUIET, ...options.settings });

  // Without a secret, any page that the developer's browser visits could open a terminal here.
  const token = randomBytes(16).toString('hex');
  const args = [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token, '--accept-server-license-terms'],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, '--disable-telemetry'],
    ...(trust === 'disabled' ? ['--disable-workspace-trust'] : []),
  ];
  const group = startGroup(install.node, [install.serverMain, ...args], {
    env: editorEnvironment(home, env),
  });
  const origin = `http://127.0.0.1:${await listeningPort(group)}`;

  return {
    origin,
    url: (opening) => `${origin}/?${query(opening, new URL(origin).host, token)}`,
    stop: () => group.stop(),
  };
}

async function writeSettings(userDataDir: string, settings: object): Promise<void> {
  const file = join(userDataDir, 'User/settings.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

async function listeningPort(group: ProcessGroup): Promise<string> {
  const { stdout, stderr } = group;
  stderr.resume();
  const printed: string[] = [];
  const lines = createInterface({ input: stdout });
  for await (const line of lines) {
    printed.push(line);
    const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      // The pipe is read on, or the server would block once it is full.
      stdout.resume();
      return port;
    }
  }
  await group.stop();
  throw new Error(`VS Code's server ended before it listened: ${printed.slice(-10).join('\n')}`);
}

function query(
  { open, extensionDevelopmentPath, extensionTestsPath }: Opening,
  host: string,
  token: string,
): string {
  const remote = (path: string): string => `vscode-remote://${host}${path}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(extensionDevelopmentPath ? [['extensionDevelopmentPath', remote(extensionDevelopmentPath)]] : []),
    ...(extensionTestsPath ? [['extensionTestsPath', remote(extensionTestsPath)]] : []),
  ];
  return new URLSearchParams({
    ...(open === 'nothing' ? { ew: 'true' } : open),
    payload: JSON.stringify(payload),
    tkn: token,
  }).toString();
}
