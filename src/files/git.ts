import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Environment } from '../core/environment';
import { lookUp, type IndexAnswer } from './git-index';
import { hasCode } from './node-error';
import { readRegularFile } from './read-regular-file';
import { Unchanged } from './unchanged';

/** Two million files; with more, the answer would take too long. */
const LARGEST_INDEX_BYTES = 256_000_000;
const LARGEST_CONFIG_BYTES = 1_000_000;

interface Repository {
  readonly folder: string;
  readonly workTree: string;
}

/**
 * Which files git has in an index. Git itself is not asked: it obeys the configuration of what it takes for a
 * repository, which may name programs to run, and a repository can be made of committed files. So nothing but `.git`
 * counts, the index is read as data, and where the answer is not clear it is that the file is tracked.
 */
export class GitIndexes {
  private readonly answers = new Unchanged<IndexAnswer>();

  /** @param env of which GIT_DIR and GIT_WORK_TREE add one repository; they never take the place of another */
  constructor(private readonly env: Environment) {}

  /**
   * Also in a repository further up: an unpacked archive may have brought the nearest one along.
   *
   * @param path without links
   */
  async isTracked(path: string): Promise<boolean> {
    try {
      for (const repository of await this.repositoriesOf(path)) {
        if (await this.holds(repository, path)) return true;
      }
      return false;
    } catch {
      return true;
    }
  }

  private async repositoriesOf(path: string): Promise<readonly Repository[]> {
    const { GIT_DIR: folder, GIT_WORK_TREE: workTree } = this.env;
    const found: Repository[] = [];
    if (folder && workTree && isAbsolute(folder) && isAbsolute(workTree))
      found.push({ folder, workTree: await realpath(workTree) });
    for (let parent = dirname(path); ; parent = dirname(parent)) {
      found.push(...(await repositoriesIn(parent)));
      if (dirname(parent) === parent) return found;
    }
  }

  private async holds({ folder, workTree }: Repository, path: string): Promise<boolean> {
    const way = relative(workTree, path);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return false;
    return this.isIn(folder, 'index', way.split(sep).join('/'));
  }

  /** What a split index has deleted of its base, the base still holds: tracked, until git writes it whole. */
  private async isIn(folder: string, index: string, way: string): Promise<boolean> {
    const path = join(folder, index);
    const look = () => readRegularFile(path, LARGEST_INDEX_BYTES).then((bytes) => lookUp(bytes, way));
    const answer = await this.answers.of(path, way, look).catch((error: unknown): IndexAnswer => {
      // In a new repository nothing was added yet.
      if (index === 'index' && hasCode(error, 'ENOENT')) return { kind: 'absent' };
      throw error;
    });
    switch (answer.kind) {
      case 'held':
      case 'unclear':
        return true;
      case 'absent':
        return answer.base !== undefined && this.isIn(folder, `sharedindex.${answer.base}`, way);
    }
  }
}

/** None, one, or two where the configuration says that the files are elsewhere. Throws where it cannot be told. */
async function repositoriesIn(parent: string): Promise<readonly Repository[]> {
  const folder = await gitFolder(join(parent, '.git'));
  if (folder === undefined) return [];
  const elsewhere = await workTreesOf(folder);
  return [parent, ...elsewhere].map((workTree) => ({ folder, workTree }));
}

/** A folder; or a file that names it, as of a submodule or an added working tree. */
async function gitFolder(path: string): Promise<string | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  });
  if (!found || found.isDirectory()) return found && path;
  const text = (await readRegularFile(path, LARGEST_CONFIG_BYTES)).toString('utf8');
  const named = /^gitdir: (.+?)[\r\n]*$/.exec(text)?.[1];
  if (named === undefined) throw new Error('It names no folder.');
  const folder = resolve(dirname(path), named);
  if (!(await stat(folder)).isDirectory()) throw new Error('It names what is no folder.');
  return folder;
}

const WORK_TREE = /^[ \t]*(?:\[[^\]\n]*\][ \t]*)?worktree[ \t]*=(.*)$/gim;

async function workTreesOf(folder: string): Promise<readonly string[]> {
  const texts = await Promise.all(['config', 'config.worktree'].map((name) => textOf(join(folder, name))));
  const named = texts.flatMap((text) => [...text.matchAll(WORK_TREE)].map(([, value = '']) => value.trim()));
  return Promise.all(
    named.map((value) => {
      // Quotes, escapes and comments, which git would have to make sense of.
      if (/["\\;#]/.test(value)) throw new Error('It is not clear what it names.');
      return realpath(resolve(folder, value));
    }),
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return (await readRegularFile(path, LARGEST_CONFIG_BYTES)).toString('utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}
