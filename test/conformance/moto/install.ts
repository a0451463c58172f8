import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, run } from '../../editor/command';
import { ground } from '../../editor/paths';

/** A simulation of AWS that others wrote: https://docs.getmoto.org */
const PACKAGE = 'moto[server]==5.2.5';

/** Installs moto in a Python environment of its own, once. @returns its Python */
export async function installMoto(): Promise<string> {
  const folder = join(ground, 'moto');
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const marker = join(folder, 'installed');
  if (existsSync(marker) && (await readFile(marker, 'utf8')) === PACKAGE) return python;

  console.log(`Installing ${PACKAGE} in ${folder}…`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(await systemPython(), ['-m', 'venv', folder]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PACKAGE]);
  await writeFile(marker, PACKAGE);
  return python;
}

async function systemPython(): Promise<string> {
  const python = await findCommand(['python3', 'python']);
  if (python) return python;
  throw new Error('The conformance tests need Python 3 in PATH. Run: sudo apt-get install -y python3-venv');
}
