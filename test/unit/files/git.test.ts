import { ok, strictEqual } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findExecutable } from '../../../src/files/find-executable';
import { GitIndexes } from '../../../src/files/git';
import { temporaryFolder } from './temporary-folder';

describe('Whether git tracks a file', () => {
  const at = temporaryFolder();
  const kubeconfig = (...parents: readonly string[]) => at(...parents, '.kube', 'config');
  const tracks = (path: string, env = {}) => new GitIndexes(env).isTracked(path);
  const clean = { PATH: process.env['PATH'], HOME: '/nonexistent' };

  function git(folder: string, ...args: readonly string[]): string {
    const identity = [
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.com',
      '-c',
      'protocol.file.allow=always',
    ];
    return execFileSync('git', [...identity, ...args], {
      cwd: folder,
      env: clean,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }

  async function write(path: string, text = 'kind: Config\n'): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  /** Two files beside the kubeconfig, so that names have something in common. */
  async function repository(folder: string, ...init: readonly string[]): Promise<void> {
    await write(at(folder, '.kube', 'config'));
    await write(at(folder, '.kube', 'cache', 'a'));
    await write(at(folder, 'config'));
    git(at(folder), 'init', '--quiet', ...init);
  }

  before(async function () {
    if ((await findExecutable('git', process.env)) === undefined) this.skip();
  });

  it('is no outside of any repository, and in one without an index', async () => {
    await write(kubeconfig());
    strictEqual(await tracks(kubeconfig()), false);
    git(at(), 'init', '--quiet');
    strictEqual(await tracks(kubeconfig()), false);
  });

  /** How git can be told to write its index, and what the index is made in. */
  const FORMATS: Readonly<Record<string, readonly (readonly string[])[]>> = {
    'version 2': [['update-index', '--index-version', '2']],
    'version 4': [['update-index', '--index-version', '4']],
    'with a file to be added later, version 3': [['add', '--intent-to-add', 'config']],
    'with a tree and a cache of untracked files': [
      ['commit', '-qm', 'a'],
      ['update-index', '--untracked-cache'],
      ['status'],
    ],
  };
  for (const [format, preparation] of Object.entries(FORMATS)) {
    for (const hash of ['sha1', 'sha256']) {
      it(`is read from an index of ${hash}, ${format}`, async () => {
        await repository('app', `--object-format=${hash}`);
        git(at('app'), 'add', '.kube/cache/a');
        for (const command of preparation) git(at('app'), ...command);
        strictEqual(await tracks(kubeconfig('app')), false);
        git(at('app'), 'add', '.kube/config');
        strictEqual(await tracks(kubeconfig('app')), true);
        git(at('app'), 'rm', '--cached', '--quiet', '.kube/config');
        strictEqual(await tracks(kubeconfig('app')), false);
      });
    }
  }

  it('is yes in both parts of a split index, and until git writes it whole', async () => {
    await repository('app');
    git(at('app'), 'add', '.kube/cache');
    git(at('app'), 'update-index', '--split-index');
    strictEqual(await tracks(kubeconfig('app')), false);
    git(at('app'), 'add', '.kube/config');
    strictEqual(await tracks(kubeconfig('app')), true);
    strictEqual(await tracks(at('app', '.kube', 'cache', 'a')), true);
    git(at('app'), 'rm', '--cached', '--quiet', '.kube/cache/a');
    strictEqual(await tracks(at('app', '.kube', 'cache', 'a')), true);
    git(at('app'), 'update-index', '--no-split-index');
    strictEqual(await tracks(at('app', '.kube', 'cache', 'a')), false);
  });

  it('is yes below a folder that a sparse index has as a whole', async () => {
    await repository('app');
    await write(at('app', 'src', 'a'));
    git(at('app'), 'add', '.');
    git(at('app'), 'commit', '-qm', 'a');
    git(at('app'), 'sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
    ok(git(at('app'), 'ls-files', '--sparse').includes('.kube/\n'), 'the index is sparse');
    await write(kubeconfig('app'));
    strictEqual(await tracks(kubeconfig('app')), true);
    strictEqual(await tracks(at('app', 'other', 'config')), false);
  });

  it('is told apart by the whole path, but not by its case', async () => {
    await repository('app');
    git(at('app'), 'add', 'config', '.kube/cache');
    strictEqual(await tracks(kubeconfig('app')), false);
    strictEqual(await tracks(at('app', 'Config')), true);
  });

  it('is yes in a working tree that was added, and in a submodule', async () => {
    await repository('app');
    git(at('app'), 'add', '.');
    git(at('app'), 'commit', '-qm', 'a');
    git(at('app'), 'worktree', 'add', '--quiet', at('tree'));
    await repository('outer');
    git(at('outer'), 'submodule', '--quiet', 'add', at('app'), 'inner');
    for (const folder of ['tree', 'outer/inner']) {
      strictEqual(await tracks(kubeconfig(folder)), true, folder);
      git(at(folder), 'rm', '--cached', '--quiet', '.kube/config');
      strictEqual(await tracks(kubeconfig(folder)), false, folder);
    }
  });

  it('is yes in a repository further up, whatever is nearer', async () => {
    await repository('app');
    git(at('app'), 'add', '.');
    git(at('app', '.kube'), 'init', '--quiet');
    strictEqual(await tracks(kubeconfig('app')), true);
  });

  it('is yes where the files of a repository are elsewhere', async () => {
    await write(kubeconfig('home'));
    await mkdir(at('home', 'dotfiles'));
    git(at('home', 'dotfiles'), 'init', '--quiet');
    git(at('home', 'dotfiles'), 'config', 'core.worktree', at('home'));
    git(at('home', 'dotfiles'), '--work-tree', at('home'), 'add', kubeconfig('home'));
    await symlink(at('home', 'dotfiles', '.git'), at('home', '.git'));
    strictEqual(await tracks(kubeconfig('home')), true);
  });

  it('follows GIT_DIR and GIT_WORK_TREE, and is led away by neither', async () => {
    await repository('app');
    git(at('app'), 'add', '.');
    await repository('other');
    const variables = {
      GIT_DIR: at('other', '.git'),
      GIT_WORK_TREE: at('other'),
      GIT_INDEX_FILE: at('none'),
    };
    strictEqual(await tracks(kubeconfig('app'), variables), true);
    await write(kubeconfig('home'));
    git(at('home'), `--git-dir=${at('bare')}`, `--work-tree=${at('home')}`, 'init', '--quiet');
    git(at('home'), `--git-dir=${at('bare')}`, `--work-tree=${at('home')}`, 'add', '.');
    strictEqual(await tracks(kubeconfig('home')), false);
    strictEqual(await tracks(kubeconfig('home'), { GIT_DIR: at('bare'), GIT_WORK_TREE: at('home') }), true);
  });

  it('is yes also where the repository is another user’s', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await repository('app');
    git(at('app'), 'add', '.');
    await chown(at('app', '.git'), 12_345, 12_345);
    await chown(at('app'), 12_345, 12_345);
    ok(spawnSync('git', ['status'], { cwd: at('app'), env: clean }).stderr.includes('dubious ownership'));
    strictEqual(await tracks(kubeconfig('app')), true);
  });

  /** What is no clear answer. */
  const UNCLEAR: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
    'an index that is cut off': (folder) => truncate(`${folder}/.git/index`, 90),
    'an index of nothing': (folder) => writeFile(`${folder}/.git/index`, ''),
    'an index of another format': (folder) =>
      writeFile(`${folder}/.git/index`, 'DIRC\0\0\0\x05\0\0\0\0'.padEnd(99)),
    'an index of 5 GB': (folder) => truncate(`${folder}/.git/index`, 5_000_000_000),
    'an index without end': (folder) => replace(`${folder}/.git/index`, '/dev/zero'),
    'a folder in place of the index': async (folder) => {
      await rm(`${folder}/.git/index`);
      await mkdir(`${folder}/.git/index`);
    },
    'a .git that leads nowhere': (folder) => replaceByText(`${folder}/.git`, 'gitdir: ../nowhere\n'),
    'a .git that is something else': (folder) => replaceByText(`${folder}/.git`, 'hello\n'),
    'a .git that never answers': async (folder) => {
      await rm(`${folder}/.git`, { recursive: true });
      execFileSync('mkfifo', [`${folder}/.git`]);
    },
    'a .git that leads to itself': (folder) => replace(`${folder}/.git`, '.git'),
    'a working tree in quotes': (folder) =>
      writeFile(`${folder}/.git/config`, '[core]\n\tworktree = "../x"\n'),
    'a split index whose base is gone': async (folder) => {
      git(folder, 'update-index', '--split-index');
      const base = (await readdir(`${folder}/.git`)).find((name) => name.startsWith('sharedindex.'));
      await rm(`${folder}/.git/${base}`);
    },
  };
  for (const [what, spoil] of Object.entries(UNCLEAR)) {
    it(`is yes with ${what}`, async () => {
      await repository('app');
      git(at('app'), 'add', 'config', '.kube/cache/a');
      strictEqual(await tracks(kubeconfig('app')), false);
      await spoil(at('app'));
      strictEqual(await tracks(kubeconfig('app')), true);
    });
  }

  describe('in folders that make git run a program', () => {
    const canary = () => at('canary');
    const hasRun = async () => (await readdir(at())).includes('canary');

    async function program(): Promise<string> {
      await writeFile(at('evil'), `#!/bin/sh\ntouch ${canary()}\n`);
      await chmod(at('evil'), 0o755);
      return at('evil');
    }

    /** As a repository can have it among its files: what git takes for a bare repository, with a promise to fetch. */
    async function decoy(folder: string): Promise<void> {
      await repository('origin');
      git(at('origin'), 'add', '.');
      git(at('origin'), 'commit', '-qm', 'a');
      git(at('origin'), 'sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
      await cp(at('origin', '.git'), folder, { recursive: true });
      await rm(`${folder}/objects`, { recursive: true });
      await mkdir(`${folder}/objects`);
      await writeFile(
        `${folder}/config`,
        `[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n[extensions]\n\tpartialClone = o\n[remote "o"]\n\turl = ${at('origin')}\n\tpromisor = true\n\tuploadpack = ${await program()}\n[index]\n\tsparse = true\n`,
      );
    }

    it('runs nothing for a bare repository among the files, which git obeys', async () => {
      await decoy(at('app', 'x'));
      await write(at('app', 'x', 'config.yaml'));
      strictEqual(await tracks(at('app', 'x', 'config.yaml')), false);
      strictEqual(await hasRun(), false);
      spawnSync('git', ['-c', 'safe.directory=*', 'ls-files', '--error-unmatch', 'config.yaml'], {
        ...{ cwd: at('app', 'x'), env: clean },
      });
      strictEqual(await hasRun(), true, 'the canary works');
    });

    it('runs nothing that a .git names, planted further up by another user', async () => {
      await repository('app');
      git(at('app'), 'add', '.');
      git(at('app'), 'config', 'core.fsmonitor', await program());
      strictEqual(await tracks(kubeconfig('app')), true);
      strictEqual(await hasRun(), false);
      git(at('app'), 'ls-files', '--error-unmatch', '.kube/config');
      strictEqual(await hasRun(), true, 'the canary works');
    });

    it('counts as tracked what git tracks, whatever is committed beside it', async () => {
      await repository('app');
      await write(at('app', '.kube', 'HEAD'), 'ref: refs/heads/main\n');
      for (const folder of ['objects', 'refs']) await write(at('app', '.kube', folder, 'x'), '');
      git(at('app'), 'add', '.');
      const { status } = spawnSync('git', ['ls-files', '--error-unmatch', 'config'], {
        ...{ cwd: at('app', '.kube'), env: clean },
      });
      strictEqual(status, 128, 'the trick works on git');
      strictEqual(await tracks(kubeconfig('app')), true);
    });
  });
});

async function replace(path: string, target: string): Promise<void> {
  await rm(path, { recursive: true });
  await symlink(target, path);
}

async function replaceByText(path: string, text: string): Promise<void> {
  await rm(path, { recursive: true });
  await writeFile(path, text);
}
