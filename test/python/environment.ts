import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from '../editor/command';
import { ground } from '../editor/paths';

/** What a Python environment below `.vscode-test/` is for, and the packages in it, with their versions. */
export interface PythonPackages {
  readonly name: string;
  readonly packages: readonly string[];
}

/** A Python environment that is installed. */
export interface PythonEnvironment {
  readonly python: string;
  /** The path of a program that a package brings. */
  program(name: string): string;
}

/** Why there is no Python to make environments with, or `undefined` where there is one. */
export async function missingPython(): Promise<string | undefined> {
  const python = await findCommand(['python3', 'python']);
  if (!python) return 'Python 3 is not in PATH.';
  // Debian's Python comes without it: https://packages.debian.org/stable/python3-venv
  return run(python, ['-c', 'import ensurepip, venv']).then(
    () => undefined,
    () => `${python} makes no virtual environments; on Debian, install python3-venv.`,
  );
}

const making = new Map<string, Promise<PythonEnvironment>>();

/** Makes the environment once for all callers, and again only when its packages change. */
export function pythonEnvironment(wanted: PythonPackages): Promise<PythonEnvironment> {
  const environment = making.get(wanted.name) ?? make(wanted);
  making.set(wanted.name, environment);
  return environment;
}

async function make({ name, packages }: PythonPackages): Promise<PythonEnvironment> {
  const folder = join(ground, name);
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const extension = process.platform === 'win32' ? '.exe' : '';
  const program = (command: string) => join(programs, `${command}${extension}`);
  const environment = { python: program('python'), program };
  const marker = join(folder, 'installed');
  const wanted = packages.join('\n');
  if (existsSync(marker) && (await readFile(marker, 'utf8')) === wanted) return environment;

  const missing = await missingPython();
  if (missing !== undefined) throw new Error(missing);
  console.log(`Installing ${packages.join(', ')} in ${folder}…`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run((await findCommand(['python3', 'python'])) ?? 'python3', ['-m', 'venv', folder]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-cache-dir'];
  await run(environment.python, [...install, ...packages]);
  await writeFile(marker, wanted);
  return environment;
}
