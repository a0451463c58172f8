import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { findCommand, run } from './command';
import { canInstall, installCommand, installPackages } from './system-packages';

/** The parts of VS Code's server that npm delivers as C++ and that tests or users notice. */
const NATIVES = [
  { name: 'node-pty', binary: 'build/Release/pty.node', serves: 'the integrated terminal' },
  { name: '@vscode/spdlog', binary: 'build/Release/spdlog.node', serves: 'log files' },
  {
    name: 'native-watchdog',
    binary: 'build/Release/watchdog.node',
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
  const names = missingNatives(vscode).map(({ name }) => name);
  const env = { ...process.env, npm_config_nodedir: headers, JOBS: String(availableParallelism()) };
  // node-pty's own last step fails after its binary is built, so what counts is the binary.
  const failure = await run('npm', ['rebuild', ...names], { cwd: vscode, env }).catch((error: unknown) =>
    String(error),
  );
  return withoutMissing(vscode, `Compiling failed: ${failure}`);
}

function missingNatives(vscode: string) {
  return NATIVES.filter(({ name, binary }) => !existsSync(join(vscode, 'node_modules', name, binary)));
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
