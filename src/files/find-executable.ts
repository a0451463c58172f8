import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
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
