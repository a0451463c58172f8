import { strictEqual } from 'node:assert/strict';
import { resolve } from 'node:path';
import { expandKubeconfigPath } from '../../../src/ui/kubeconfig-path';

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
