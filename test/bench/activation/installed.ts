import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Copies unpacked extensions into a server's folder of extensions. VS Code 1.139 no longer takes an
 * extension under development from its URL.
 */
export async function installExtensions(extensionsDir: string, folders: readonly string[]): Promise<void> {
  await mkdir(extensionsDir, { recursive: true });
  const installed = await Promise.all(folders.map((folder) => install(extensionsDir, folder)));
  await writeFile(join(extensionsDir, 'extensions.json'), JSON.stringify(installed));
}

async function install(extensionsDir: string, folder: string): Promise<object> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { publisher, name, version } = manifest;
  const id = `${publisher}.${name}`;
  const relativeLocation = `${id}-${version}`;
  const path = join(extensionsDir, relativeLocation);
  await cp(folder, path, { recursive: true });
  return { identifier: { id }, version, location: { $mid: 1, path, scheme: 'file' }, relativeLocation };
}
