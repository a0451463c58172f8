import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import type { Environment } from '../core/environment';

/** The absolute path of a program on the `PATH`, found without a shell; `undefined` where there is none. */
export async function findExecutable(
  name: string,
  env: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  // A relative folder would mean another program in every working directory.
  const folders = variable(env, 'PATH', platform).split(delimiter).filter(isAbsolute);
  const names = fileNames(name, env, platform);
  for (const candidate of folders.flatMap((folder) => names.map((file) => join(folder, file)))) {
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/**
 * The same, but never one that one of these folders brings: a user who starts `code` in a terminal with the tools of a
 * repository in its `PATH` did not choose what VS Code is to run.
 */
export async function findExecutableOutside(
  folders: readonly string[],
  name: string,
  env: Environment,
): Promise<string | undefined> {
  const real = await Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
  const isInside = (path: string) => real.some((folder) => isBelow(folder, path));
  const path = variable(env, 'PATH', process.platform).split(delimiter).filter(isAbsolute);
  const kept = await Promise.all(
    path.map(async (folder) => !isInside(folder) && !isInside(await realpath(folder).catch(() => folder))),
  );
  const PATH = path.filter((_, index) => kept[index]).join(delimiter);
  return findExecutable(name, { PATH, PATHEXT: env.PATHEXT });
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function fileNames(name: string, env: Environment, platform: NodeJS.Platform): readonly string[] {
  if (platform !== 'win32') return [name];
  const extensions = variable(env, 'PATHEXT', platform) || '.COM;.EXE;.BAT;.CMD';
  return extensions
    .split(';')
    .filter((extension) => extension !== '')
    .map((extension) => name + extension.toLowerCase());
}

/** Names of variables have no case on Windows: there it is mostly `Path`. */
function variable(env: Environment, name: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return env[name] ?? '';
  const key = Object.keys(env).find((k) => k.toUpperCase() === name);
  return (key && env[key]) ?? '';
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
