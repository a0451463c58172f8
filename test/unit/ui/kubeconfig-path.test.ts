import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { findExecutable } from '../../../src/files/find-executable';
import {
  expandKubeconfigPath,
  isInside,
  kubeconfigsIn,
  kubeconfigVariable,
  ownKubeconfigs,
  unknownVariable,
} from '../../../src/ui/kubeconfig-path';
import { temporaryFolder } from '../files/temporary-folder';

const places = {
  folder: resolve('/work/app'),
  folders: new Map([['api', resolve('/work/api')]]),
  home: resolve('/home/dev'),
  env: { TEAM: 'shop', HOME: resolve('/home/dev'), EMPTY: '' },
};

describe('The setting eks.kubeconfig.path', () => {
  const CASES = {
    '${workspaceFolder}/.kube/config': '/work/app/.kube/config',
    'deploy/kubeconfig': '/work/app/deploy/kubeconfig',
    '~/.kube/eks': '/home/dev/.kube/eks',
    '/etc/kubeconfig': '/etc/kubeconfig',
    '"/etc/kube config"': '/etc/kube config',
    "'~/.kube/eks'": '/home/dev/.kube/eks',
    '""': '/work/app/.kube/config',
    '~other/config': '/work/app/~other/config',
    '  ': '/work/app/.kube/config',
    '${userHome}/.kube/config': '/home/dev/.kube/config',
    '${env:HOME}/.kube/config': '/home/dev/.kube/config',
    '$HOME/.kube/config': '/home/dev/.kube/config',
    '%USERPROFILE%/.kube/config': '/home/dev/.kube/config',
    '${workspaceFolder:api}/.kube/config': '/work/api/.kube/config',
    '${workspaceRoot}/.kube/config': '/work/app/.kube/config',
    '${workspaceFolder}/../${workspaceFolderBasename}-$TEAM': '/work/app-shop',
    '.kube${/}config': '/work/app/.kube/config',
  };
  for (const [setting, path] of Object.entries(CASES)) {
    it(`is ${path} where it says "${setting}"`, () => {
      strictEqual(expandKubeconfigPath(setting, places), resolve(path));
    });
  }

  for (const setting of [
    '${file}/a',
    '${env:NONE}/a',
    '${env:EMPTY}/a',
    '$NONE/a',
    '%NONE%/a',
    '${workspaceFolder:b}/a',
  ]) {
    it(`knows that ${setting} has no value`, () => {
      const path = expandKubeconfigPath(setting, places);
      match(unknownVariable(path, places.folder) ?? '', /^\$\{.*\}$/);
    });
  }

  it('does not take the name of a folder for a variable', () => {
    const folder = resolve('/work/${app}');
    strictEqual(unknownVariable(expandKubeconfigPath('', { ...places, folder }), folder), undefined);
  });

  it('takes a folder as it is called, whatever is in its name', () => {
    const folder = resolve('/work/$& app');
    strictEqual(expandKubeconfigPath('', { ...places, folder }), resolve(folder, '.kube/config'));
  });
});

describe('KUBECONFIG of a terminal', () => {
  const home = resolve('/home/dev');
  const own = join(home, '.kube', 'config');
  const variable = (path: string, had?: string) =>
    kubeconfigVariable(path, { env: { KUBECONFIG: had }, home }).split(delimiter);

  it('names the file of the cluster, then that of kubectl', () =>
    deepStrictEqual(variable('/shop/config'), ['/shop/config', own]));

  it('names what the user had in its order', () =>
    deepStrictEqual(variable('/shop/config', ['/a', '/b'].join(delimiter)), ['/shop/config', '/a', '/b']));

  it('replaces ~, which no shell has done where settings of a container made the variable', () => {
    const env = { KUBECONFIG: '~/.kube/team' };
    const team = join(home, '.kube', 'team');
    deepStrictEqual(
      kubeconfigVariable('/shop/config', { env, home }),
      ['/shop/config', team].join(delimiter),
    );
    deepStrictEqual(ownKubeconfigs({ env, home }), [team]);
  });

  it('names no file twice', () => {
    deepStrictEqual(variable(own), [own]);
    deepStrictEqual(variable('/b', ['/a', '/b'].join(delimiter)), ['/b', '/a']);
  });
});

describe('KUBECONFIG of a terminal, where one file has two names', () => {
  const at = temporaryFolder();
  const home = resolve('/home/dev');
  const names = (path: string, ...had: readonly string[]) =>
    kubeconfigVariable(path, { env: { KUBECONFIG: had.join(delimiter) }, home }, at('proj')).split(delimiter);

  beforeEach(async () => {
    await mkdir(at('proj', '.kube'), { recursive: true });
    await writeFile(at('proj', '.kube', 'config'), 'kind: Config\n');
    await symlink(at('proj'), at('link'));
  });

  const SAME: Readonly<Record<string, () => string>> = {
    'relative, as in an .envrc': () => '.kube/config',
    'with a dot': () => `${at('proj')}/./.kube/config`,
    'with two slashes': () => `${at('proj')}//.kube/config`,
    'behind a link': () => at('link', '.kube', 'config'),
  };
  for (const [how, name] of Object.entries(SAME)) {
    it(`names it once: ${how}`, () => {
      const path = at('proj', '.kube', 'config');
      deepStrictEqual(names(path, name(), '/b'), [path, '/b']);
    });
  }

  it('names a file once that is not there yet', () => {
    deepStrictEqual(names(at('proj', 'new'), at('link', 'new')), [at('proj', 'new')]);
  });

  it('lets kubectl lock it, which fails where the variable names it twice', async function () {
    if ((await findExecutable('kubectl', process.env)) === undefined) this.skip();
    const path = at('proj', '.kube', 'config');
    const set = (KUBECONFIG: string) =>
      spawnSync('kubectl', ['config', 'set-context', 'a'], {
        cwd: at('proj'),
        env: { ...process.env, KUBECONFIG },
        encoding: 'utf8',
      });
    match(set([path, '.kube/config'].join(delimiter)).stderr, /file exists/);
    strictEqual(set(names(path, '.kube/config').join(delimiter)).status, 0);
  });
});

describe('The user’s own kubeconfig files', () => {
  const home = resolve('/home/dev');
  const [a, b] = [resolve('/a'), resolve('/b')];

  it('are those that KUBECONFIG names, in its order', () =>
    deepStrictEqual(ownKubeconfigs({ env: { KUBECONFIG: [a, '', b].join(delimiter) }, home }), [a, b]));

  it('are one without the variable, or where it names none that is the same everywhere', () => {
    const only = [join(home, '.kube', 'config')];
    for (const KUBECONFIG of [undefined, '', ' ', 'relative/config']) {
      deepStrictEqual(ownKubeconfigs({ env: { KUBECONFIG }, home }), only);
    }
  });
});

describe('A path', () => {
  const CASES = {
    '/shop/config': true,
    '/shop/..config': true,
    '/shop': false,
    '/shop-2/config': false,
    '/': false,
  };
  for (const [path, inside] of Object.entries(CASES)) {
    it(`${path} is ${inside ? 'inside' : 'outside'} of /shop`, () =>
      strictEqual(isInside(resolve('/shop'), resolve(path)), inside));
  }
});

describe('The kubeconfigs of terminals of a folder', () => {
  it('are those of KUBECONFIG, relative ones from that folder, each once', () => {
    const KUBECONFIG = ['dev.yaml', '', './dev.yaml'].join(delimiter);
    const machine = { home: resolve('/home/dev'), env: { KUBECONFIG } };
    const folder = resolve('/work/app');
    const [ours, dev] = [resolve(folder, '.kube/config'), resolve(folder, 'dev.yaml')];
    deepStrictEqual(kubeconfigsIn(folder, [ours], machine), [ours, dev]);
    deepStrictEqual(kubeconfigsIn(folder, [], machine), [dev]);
  });
});
