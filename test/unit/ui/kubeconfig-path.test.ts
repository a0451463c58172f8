import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { delimiter, join, resolve } from 'node:path';
import {
  expandKubeconfigPath,
  isInside,
  kubeconfigVariable,
  ownKubeconfigs,
} from '../../../src/ui/kubeconfig-path';

const places = { folder: resolve('/work/app'), home: resolve('/home/dev') };

describe('The setting eks.kubeconfig.path', () => {
  const CASES = {
    '${workspaceFolder}/.kube/config': '/work/app/.kube/config',
    'deploy/kubeconfig': '/work/app/deploy/kubeconfig',
    '~/.kube/eks': '/home/dev/.kube/eks',
    '/etc/kubeconfig': '/etc/kubeconfig',
    '~other/config': '/work/app/~other/config',
    '  ': '/work/app/.kube/config',
  };
  for (const [setting, path] of Object.entries(CASES)) {
    it(`is ${path} where it says "${setting}"`, () => {
      strictEqual(expandKubeconfigPath(setting, places), resolve(path));
    });
  }

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
