import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { findCommand, run } from './command';
import { platform } from './paths';
import { canInstall, installCommand, installPackages } from './system-packages';

/** The parts of VS Code's server that npm delivers as C++ and that tests or users notice. */
const NATIVES = [
  {
    packages: ['node-pty'],
    // VS Code 1.139 has a binary for each platform in the package.
    binaries: ['node-pty/build/Release/pty.node', `node-pty/prebuilds/${platform}/pty.node`],
    serves: 'the integrated terminal',
  },
  {
    packages: ['@vscode/spdlog'],
    binaries: ['@vscode/spdlog/build/Release/spdlog.node'],
    serves: 'log files',
  },
  {
    // The second is its name in VS Code 1.139.
    packages: ['native-watchdog', '@vscode/native-watchdog'],
    binaries: [
      'native-watchdog/build/Release/watchdog.node',
      '@vscode/native-watchdog/build/Release/watchdog.node',
    ],
    serves: 'the watchdog of its extension host',
  },
] as const;

const COMPILER_PACKAGES = ['build-essential', 'python3'];

/** Compiles what can be compiled here; returns a sentence if parts are missing afterwards. */
export async function buildNatives(vscode: string, node: string): Promise<readonly string[]> {
  if (missingNatives(vscode).length === 0) return [];

  const headers = dirname(dirname(node));
  if (!existsSync(join(headers, 'include/node/node.h'))) {
    return withoutMissing(
      vscode,
      `Node's headers are not at ${headers}/include/node; install Node from its own archive.`,
    );
  }
  if (!(await hasCompiler())) {
    if (!canInstall) return withoutMissing(vscode, `Run: ${installCommand(COMPILER_PACKAGES)}`);
    await installPackages(COMPILER_PACKAGES);
  }

  console.log("Compiling the native parts of VS Code's server…");
  const names = missingNatives(vscode).flatMap(({ packages }) =>
    packages.filter((name) => isInstalled(vscode, name)),
  );
  const env = { ...process.env, npm_config_nodedir: headers, JOBS: String(availableParallelism()) };
  // node-pty's own last step fails after its binary is built, so what counts is the binary.
  const failure = await run('npm', ['rebuild', ...names], { cwd: vscode, env }).catch((error: unknown) =>
    String(error),
  );
  return withoutMissing(vscode, `Compiling failed: ${failure}`);
}

function missingNatives(vscode: string) {
  return NATIVES.filter(({ binaries }) => !binaries.some((binary) => isInstalled(vscode, binary)));
}

function isInstalled(vscode: string, path: string): boolean {
  return existsSync(join(vscode, 'node_modules', path));
}

function withoutMissing(vscode: string, remedy: string): readonly string[] {
  const missing = missingNatives(vscode).map(({ serves }) => serves);
  if (missing.length === 0) return [];
  return [`The editor runs without ${new Intl.ListFormat('en').format(missing)}. ${remedy}`];
}

async function hasCompiler(): Promise<boolean> {
  const found = await Promise.all(
    [['c++', 'g++', 'clang++'], ['make'], ['python3']].map((names) => findCommand(names)),
  );
  return found.every((command) => command !== undefined);
}
